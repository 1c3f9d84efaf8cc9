package dev.e2ei.core.pki;

import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the lists in force say about one certificate.
 *
 * @param certificate the certificate
 * @param state what they say
 * @param revokedSince from which instant on it is revoked, {@link RevocationStart}; empty where no list names it
 * @param overdue for how long the list that answers has been overdue; zero where it is not
 * @param explanation one clause, without names of people
 */
public record RevocationFinding(
        ParsedCertificate certificate,
        State state,
        Optional<Instant> revokedSince,
        Duration overdue,
        String explanation) {
    /** What the lists in force say. */
    public enum State {
        /** A current list answers for the certificate and does not name it. */
        GOOD,
        /** A list names it, be the list current or not. */
        REVOKED,
        /** The lists that answer for it do not name it, and are overdue. */
        STALE,
        /** No list answers for it, or not for all reasons. */
        UNKNOWN
    }

    static RevocationFinding good(ParsedCertificate certificate) {
        return new RevocationFinding(
                certificate, State.GOOD, Optional.empty(), Duration.ZERO, "not listed: " + certificate);
    }

    static RevocationFinding revoked(ParsedCertificate certificate, RevocationStart start) {
        return new RevocationFinding(
                certificate, State.REVOKED, Optional.of(start.since()), Duration.ZERO, certificate + " " + start);
    }

    static RevocationFinding stale(ParsedCertificate certificate, Duration overdue) {
        return new RevocationFinding(
                certificate,
                State.STALE,
                Optional.empty(),
                overdue,
                "the revocation list for " + certificate + " is overdue");
    }

    static RevocationFinding unknown(ParsedCertificate certificate, String explanation) {
        return new RevocationFinding(certificate, State.UNKNOWN, Optional.empty(), Duration.ZERO, explanation);
    }

    /**
     * Whether the certificate was revoked already at an instant, such as when a message was sent. Nothing that is decided
     * now asks this: a clock that was set back would undo revocations.
     */
    public boolean wasRevokedAt(Instant instant) {
        return revokedSince.filter(since -> !instant.isBefore(since)).isPresent();
    }
}
