package dev.e2ei.api.trust;

import dev.e2ei.api.error.E2eiException;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one thing that {@link ClientTrust#refresh} fetched.
 *
 * @param kind what it is
 * @param address from where
 * @param registered how many anchors, intermediates or lists were taken in
 * @param unchanged whether the server said that the list in force is still the one that it has; nothing was taken in then
 * @param crl what a list changed
 * @param failure why nothing came, or why it was refused; the other points are not affected
 */
public record TrustOutcome(
        Kind kind,
        URI address,
        int registered,
        boolean unchanged,
        Optional<CrlRegistration> crl,
        Optional<E2eiException> failure) {
    /** What was fetched. */
    public enum Kind {
        /** Trust anchors. */
        ROOTS,
        /** Intermediates of other domains. */
        FEDERATION,
        /** A revocation list. */
        CRL
    }

    /** {@inheritDoc} */
    public TrustOutcome {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(crl, "crl");
        Objects.requireNonNull(failure, "failure");
    }
}
