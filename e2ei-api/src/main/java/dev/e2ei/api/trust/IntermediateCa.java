package dev.e2ei.api.trust;

import dev.e2ei.api.Bytes;
import java.time.Instant;
import java.util.Objects;

/**
 * An authority that is known, as a candidate for paths. It gains no trust by being known.
 *
 * @param certificate the certificate in DER
 * @param subject its subject as an RFC 4514 string
 * @param issuer its issuer as an RFC 4514 string
 * @param fingerprint SHA-256 of the DER, 32 octets; the key by which it is removed
 * @param notBefore first second of its validity
 * @param notAfter last second of its validity
 */
public record IntermediateCa(
        Bytes certificate, String subject, String issuer, Bytes fingerprint, Instant notBefore, Instant notAfter) {
    /** {@inheritDoc} */
    public IntermediateCa {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
    }
}
