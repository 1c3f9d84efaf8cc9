package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What may become a trust anchor: a self-signed certificate of a certification authority that is valid now. */
public final class TrustAnchorRule {
    private TrustAnchorRule() {}

    /**
     * Checks a certificate that is to be an anchor.
     *
     * @throws PathRejectedException with the rule that it breaks
     */
    public static void check(ParsedCertificate root, X509Crypto crypto, Instant now) {
        if (!root.isSelfIssued()) {
            throw new PathRejectedException(
                    Reason.BAD_SIGNATURE, "a self-signed certificate", "one that another authority has issued");
        }
        BasicConstraintsCheck.checkIssuer(root);
        KeyUsageCheck.checkIssuer(root);
        CriticalExtensionsCheck.check(root);
        SignatureCheck.check(root, root, crypto, true);
        ValidityCheck.finding(List.of(root), now, Duration.ZERO).ifPresent(finding -> {
            throw finding;
        });
    }
}
