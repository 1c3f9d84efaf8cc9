package dev.e2ei.api.trust;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the registered revocation lists say about one certificate of a path.
 *
 * @param subject the certificate, as its subject
 * @param state what they say
 * @param crl the list that says so; none where none answers
 * @param revokedSince from when on the certificate counts as revoked; of revoked ones only, and not where the key was in
 *     wrong hands since nobody knows when
 * @param reason the reason code of RFC 5280, section 5.3.1, where the list has one
 * @param explanation one clause, without names of people
 */
public record RevocationEvidence(
        String subject,
        State state,
        Optional<RegisteredCrl> crl,
        Optional<Instant> revokedSince,
        OptionalInt reason,
        String explanation) {
    /** What the lists say. */
    public enum State {
        /** A current list answers for the certificate and does not name it. */
        GOOD,
        /** A list names it, be the list current or not. */
        REVOKED,
        /** The lists that answer for it do not name it, and the next one is overdue. */
        STALE,
        /** No list of its issuer is registered. */
        MISSING,
        /** The lists of its issuer are about other certificates, or name another distribution point than it does. */
        OTHER_SCOPE,
        /** The lists that answer for it do not cover all reasons. */
        SOME_REASONS,
        /** Its distribution point names a list that it signs itself, which says nothing about it. */
        SIGNED_BY_ITSELF,
        /** The certificate of the authority that signed the list is not valid at that instant. */
        SIGNER_NOT_VALID
    }

    /** {@inheritDoc} */
    public RevocationEvidence {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(crl, "crl");
        Objects.requireNonNull(revokedSince, "revokedSince");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(explanation, "explanation");
    }
}
