package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.List;

/** That the leaf, and every issuer that restricts purposes, allows the wanted one: RFC 5280 section 4.2.1.12, chained. */
final class ExtendedKeyUsageCheck {
    private ExtendedKeyUsageCheck() {}

    static void check(Purpose purpose, ParsedCertificate leaf, List<ParsedCertificate> issuers) {
        if (!purpose.allowedByLeaf(leaf.extensions().extendedKeyUsage())) {
            throw refused(purpose, leaf);
        }
        for (ParsedCertificate issuer : issuers) {
            if (!purpose.allowedByIssuer(issuer.extensions().extendedKeyUsage())) {
                throw refused(purpose, issuer);
            }
        }
    }

    private static PathRejectedException refused(Purpose purpose, ParsedCertificate certificate) {
        String found = certificate
                .extensions()
                .extendedKeyUsage()
                .map(extension -> "purposes " + extension.purposes())
                .orElse("no purpose");
        return new PathRejectedException(
                Reason.EXTENDED_KEY_USAGE, "purpose " + purpose.required().orElseThrow(), found + " in " + certificate);
    }
}
