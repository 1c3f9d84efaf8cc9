package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.AlgorithmIdentifier;
import dev.e2ei.spi.crypto.X509Crypto;

/** Which signature algorithms count. Sizes of keys are for the crypto provider to refuse. */
final class AlgorithmCheck {
    private static final String PKCS_1 = "1.2.840.113549.1.1.";

    private AlgorithmCheck() {}

    static void check(AlgorithmIdentifier algorithm, X509Crypto crypto, boolean rsaAccepted) {
        String identifier = algorithm.algorithm().dotted();
        if (!crypto.supports(identifier)) {
            throw new PathRejectedException(
                    Reason.UNSUPPORTED_ALGORITHM, "a supported signature algorithm", identifier);
        }
        if (!rsaAccepted && identifier.startsWith(PKCS_1)) {
            throw new PathRejectedException(
                    Reason.UNSUPPORTED_ALGORITHM, "ECDSA or Ed25519, as the policy asks", identifier);
        }
    }
}
