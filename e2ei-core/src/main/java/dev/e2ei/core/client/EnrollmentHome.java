package dev.e2ei.core.client;

import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import java.time.Instant;

/** What an enrollment needs of the client that it belongs to. */
interface EnrollmentHome {
    /** {@return what the client works with} */
    ClientEnvironment environment();

    /** Refuses a network call on a thread whose transaction holds the writer lock; names the call. */
    void requireNoWriter(String call);

    /** Makes sure that a chain could be checked. */
    void requireTrust();

    /** Reads a chain and checks it against the request, by the trust of now. */
    IssuedCertificate check(byte[] pem, EnrollmentRequest request, EnrollmentKeyPairs keys, Instant requestedAt);

    /** Seals a snapshot; the argument is neither kept nor changed. */
    byte[] seal(EnrollmentSnapshot snapshot);

    /** Forgets an enrollment that has been closed. */
    void closed(DefaultE2eiEnrollment enrollment);
}
