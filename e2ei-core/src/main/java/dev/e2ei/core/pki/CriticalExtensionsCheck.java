package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;

/** Critical extensions that nothing here processes, RFC 5280 section 6.1.4 (o) and 6.1.5 (f). */
final class CriticalExtensionsCheck {
    private CriticalExtensionsCheck() {}

    static void check(ParsedCertificate certificate) {
        if (!certificate.extensions().unrecognizedCritical().isEmpty()) {
            throw new PathRejectedException(
                    Reason.CRITICAL_EXTENSION,
                    "critical extensions that are understood",
                    certificate.extensions().unrecognizedCritical() + " in " + certificate);
        }
    }
}
