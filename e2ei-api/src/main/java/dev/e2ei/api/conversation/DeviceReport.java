package dev.e2ei.api.conversation;

import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.UnverifiedClaims;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.trust.VerdictEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known about one device of a conversation, with the evidence.
 *
 * @param member the device's leaf
 * @param identity who it is; none if its identity is not Wire's form of a client id
 * @param verdict what is known about its certificate
 * @param explanation what decided, in one sentence, without names of people
 * @param evidence on what the verdict rests: path, revocation lists, comparison
 * @param notes what the policy let pass, and anything else worth knowing, such as a second leaf of the same client
 * @param nextChange the instant at which time alone can change the verdict
 * @param claims what the certificate says of itself where nothing is verified
 */
public record DeviceReport(
        Member member,
        Optional<WireIdentity> identity,
        DeviceVerdict verdict,
        String explanation,
        VerdictEvidence evidence,
        List<String> notes,
        Optional<Instant> nextChange,
        Optional<UnverifiedClaims> claims) {
    /** {@inheritDoc} */
    public DeviceReport {
        Objects.requireNonNull(member, "member");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(explanation, "explanation");
        Objects.requireNonNull(evidence, "evidence");
        notes = List.copyOf(notes);
        Objects.requireNonNull(nextChange, "nextChange");
        Objects.requireNonNull(claims, "claims");
    }

    /** {@return the names from the certificate to the trust anchor as RFC 4514 strings; empty where none verifies} */
    public List<String> path() {
        return evidence.subjects();
    }

    /** {@return leaf and verdict; no names} */
    @Override
    public String toString() {
        return "DeviceReport[leaf " + member.leafIndex() + ", " + verdict + ", " + explanation + "]";
    }
}
