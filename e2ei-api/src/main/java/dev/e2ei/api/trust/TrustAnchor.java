package dev.e2ei.api.trust;

import dev.e2ei.api.Bytes;
import java.time.Instant;
import java.util.Objects;

/**
 * A root that this client trusts.
 *
 * @param certificate the root in DER
 * @param subject its subject as an RFC 4514 string
 * @param fingerprint SHA-256 of the DER, 32 octets; the key by which it is removed
 * @param notBefore first second of its validity
 * @param notAfter last second of its validity
 */
public record TrustAnchor(Bytes certificate, String subject, Bytes fingerprint, Instant notBefore, Instant notAfter) {
    /** {@inheritDoc} */
    public TrustAnchor {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
    }
}
