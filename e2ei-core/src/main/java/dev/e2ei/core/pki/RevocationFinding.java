package dev.e2ei.core.pki;

import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Duration;

/**
 * What the lists in force say about one certificate.
 *
 * @param certificate the certificate
 * @param state what they say
 * @param overdue for how long the list that answers has been overdue; zero where it is not
 * @param explanation one clause, without names of people
 */
public record RevocationFinding(ParsedCertificate certificate, State state, Duration overdue, String explanation) {
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
}
