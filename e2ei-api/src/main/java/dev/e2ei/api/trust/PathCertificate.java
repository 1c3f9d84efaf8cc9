package dev.e2ei.api.trust;

import java.time.Instant;
import java.util.Objects;

/**
 * One certificate of a path that verified.
 *
 * @param subject its subject as an RFC 4514 string
 * @param serialNumber its serial number in lower-case hex, as in {@code X509Identity}
 * @param notBefore the first second of its validity
 * @param notAfter the last second of its validity
 */
public record PathCertificate(String subject, String serialNumber, Instant notBefore, Instant notAfter) {
    /** {@inheritDoc} */
    public PathCertificate {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(serialNumber, "serialNumber");
        Objects.requireNonNull(notBefore, "notBefore");
        Objects.requireNonNull(notAfter, "notAfter");
    }
}
