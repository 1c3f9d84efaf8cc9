package dev.e2ei.spi.enrollment;

import dev.e2ei.api.enrollment.IssuedCertificate;

/** The engine's verdict on a chain against the request of its enrollment. */
public interface CertificateChecks {
    /**
     * Makes sure that a chain could be checked at all.
     *
     * @throws dev.e2ei.api.error.TrustNotConfiguredException if no trust anchor is registered
     */
    void requireTrust();

    /**
     * Reads a chain and checks it.
     *
     * @param pem PEM text as the server sent it, leaf first
     * @return the checked certificate
     * @throws dev.e2ei.api.error.CertificateRejectedException with the reason
     */
    IssuedCertificate check(byte[] pem);
}
