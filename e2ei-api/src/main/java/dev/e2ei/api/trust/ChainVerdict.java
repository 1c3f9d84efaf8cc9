package dev.e2ei.api.trust;

import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.X509Identity;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer of a verification, with its evidence. It holds for the instant that was asked for.
 *
 * @param verdict the answer
 * @param explanation one sentence with both sides of the comparison that decided
 * @param identity what the certificate says; present only where a path to an anchor verifies, also of an expired or
 *     revoked certificate
 * @param evidence on what it rests: path, revocation lists, comparison
 * @param notes what the policy let pass, such as revocation that was not checked; one sentence each
 * @param nextChange the earliest later instant at which the answer can change by the passing of time alone: until then it
 *     does not. A revocation list that falls due is no such instant where the policy goes on as before; only the notes
 *     tell then. Empty: it never changes, as with a certificate that is expired or revoked
 */
public record ChainVerdict(
        DeviceVerdict verdict,
        String explanation,
        Optional<X509Identity> identity,
        VerdictEvidence evidence,
        List<String> notes,
        Optional<Instant> nextChange) {
    /** {@inheritDoc} */
    public ChainVerdict {
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(evidence, "evidence");
        notes = List.copyOf(notes);
        Objects.requireNonNull(nextChange, "nextChange");
    }

    /** {@return the path that verified, leaf first and anchor last, as RFC 4514 strings; empty without one} */
    public List<String> path() {
        return evidence.subjects();
    }

    /**
     * The verdict and all that it rests on, for people who want to know why. Names of people are in it only as far as they
     * are in the subjects of a path that verified.
     *
     * @return several lines, each ended by LF
     */
    public String describe() {
        return VerdictText.of(verdict, explanation, evidence, notes, nextChange);
    }
}
