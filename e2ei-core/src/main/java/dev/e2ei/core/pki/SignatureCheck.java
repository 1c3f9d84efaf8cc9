package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;

/** The signature of one certificate under another's key, RFC 5280 section 6.1.3 (a) (1). */
final class SignatureCheck {
    private SignatureCheck() {}

    static void check(ParsedCertificate certificate, ParsedCertificate issuer, X509Crypto crypto, boolean rsaAccepted) {
        AlgorithmCheck.check(certificate.signatureAlgorithm(), crypto, rsaAccepted);
        boolean verified = crypto.verify(
                issuer.publicKey().encoded().toByteArray(),
                certificate.signatureAlgorithm().encoded().toByteArray(),
                certificate.tbsCertificate().toByteArray(),
                certificate.signature().toByteArray());
        if (!verified) {
            throw new PathRejectedException(
                    Reason.BAD_SIGNATURE, "a signature by " + issuer, "another one on " + certificate);
        }
    }
}
