package dev.e2ei.spi.enrollment;

import dev.e2ei.spi.E2eiProvider;

/** A protocol by which certificates are acquired and revoked. */
public interface EnrollmentProtocol extends E2eiProvider {
    /**
     * Begins an enrollment. Sends nothing.
     *
     * @param context what it works with
     * @return the session
     */
    EnrollmentSession begin(EnrollmentContext context);

    /**
     * Goes on with an enrollment.
     *
     * @param context what it works with, with the keys of then
     * @param snapshot what {@link EnrollmentSession#snapshot} or a checkpoint gave
     * @return the session, where it was
     * @throws dev.e2ei.api.error.SnapshotRejectedException if the format is unknown or the order has expired
     */
    EnrollmentSession resume(EnrollmentContext context, byte[] snapshot);

    /**
     * Revokes a certificate with the certificate's own key, RFC 8555, section 7.6.
     *
     * @param context what is revoked, and who signs
     * @throws dev.e2ei.api.error.EnrollmentException if the server refuses
     */
    void revoke(RevocationContext context);
}
