package dev.e2ei.spi.enrollment;

import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;

/** One enrollment. Used by one thread at a time. */
public interface EnrollmentSession extends AutoCloseable {
    /**
     * Drives everything that is still to be done.
     *
     * @param hooks login, backend, listener
     * @return the certificate, as {@link CertificateChecks} returned it
     */
    IssuedCertificate acquire(EnrollmentHooks hooks);

    /** {@return the state, without keys, for {@link EnrollmentProtocol#resume}} */
    byte[] snapshot();

    /**
     * Revokes the issued certificate with the account's key.
     *
     * @param certificate the certificate in DER
     * @param reason why
     */
    void revoke(byte[] certificate, RevocationReason reason);

    /** Forgets everything. Closing twice does nothing. */
    @Override
    void close();
}
