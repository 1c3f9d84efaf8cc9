package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.KeyUsage;
import dev.e2ei.core.x509.ParsedCertificate;

/** That issuers may sign certificates, RFC 5280 section 6.1.4 (n), and revocation lists, section 6.3.3 (f). */
final class KeyUsageCheck {
    private KeyUsageCheck() {}

    static void checkIssuer(ParsedCertificate issuer) {
        if (issuer.extensions().keyUsage().filter(usage -> !usage.keyCertSign()).isPresent()) {
            throw new PathRejectedException(Reason.KEY_USAGE, "an issuer with keyCertSign", issuer.toString());
        }
    }

    static boolean maySignCrls(ParsedCertificate issuer) {
        return issuer.extensions().keyUsage().map(KeyUsage::crlSign).orElse(true);
    }
}
