package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether certificates are valid at an instant; both bounds belong to the period, RFC 5280 section 4.1.2.5. */
public final class ValidityCheck {
    private ValidityCheck() {}

    /** Where a certificate stands. */
    public enum Period {
        BEFORE,
        WITHIN,
        AFTER
    }

    /** Where the instant lies; clocks may differ by the given skew. Parts of a second do not count. */
    public static Period period(Validity validity, Instant at, Duration skew) {
        Instant second = Instant.ofEpochSecond(at.getEpochSecond());
        if (second.isBefore(validity.notBefore().minus(skew))) {
            return Period.BEFORE;
        }
        return second.isAfter(validity.notAfter().plus(skew)) ? Period.AFTER : Period.WITHIN;
    }

    /** What is wrong at the instant with the first of the certificates with which something is wrong. */
    public static Optional<PathRejectedException> finding(
            Collection<ParsedCertificate> certificates, Instant at, Duration skew) {
        return certificates.stream()
                .flatMap(certificate -> finding(certificate, at, skew).stream())
                .findFirst();
    }

    private static Optional<PathRejectedException> finding(ParsedCertificate certificate, Instant at, Duration skew) {
        Validity validity = certificate.validity();
        return switch (period(validity, at, skew)) {
            case WITHIN -> Optional.empty();
            case BEFORE ->
                Optional.of(new PathRejectedException(
                        Reason.NOT_YET_VALID, certificate + " from " + validity.notBefore() + " on", at.toString()));
            case AFTER ->
                Optional.of(new PathRejectedException(
                        Reason.EXPIRED, certificate + " up to " + validity.notAfter(), at.toString()));
        };
    }

    /** The instants at which the answer of {@link #finding} can change. */
    public static Stream<Instant> changes(Collection<ParsedCertificate> certificates, Duration skew) {
        return certificates.stream()
                .map(ParsedCertificate::validity)
                .flatMap(validity -> Stream.of(
                        validity.notBefore().minus(skew),
                        validity.notAfter().plus(skew).plusSeconds(1)));
    }
}
