package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.CertificateRejectedException.Reason;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.x509.CertificatePem;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Whether a chain that the server issued is the one that was asked for; each rule has its reason. */
public final class IssuedCertificateRule {
    private static final Duration LIFETIME_TOLERANCE = Duration.ofMinutes(5);

    private final EnrollmentRequest request;
    private final Instant requestedAt;

    private IssuedCertificateRule(EnrollmentRequest request, Instant requestedAt) {
        this.request = request;
        this.requestedAt = requestedAt;
    }

    /**
     * Checks a chain against its request.
     *
     * @param pem PEM text as the server sent it, leaf first; the root may be there
     * @param signatureKey the MLS signature key that was to be certified
     * @param hash the hash of the suite
     * @param requestedAt when the certificate was ordered
     * @param now the instant of the check
     * @return the chain without its root, with what it proves
     * @throws CertificateRejectedException with the rule that the chain breaks
     */
    public static IssuedCertificate check(
            byte[] pem,
            EnrollmentRequest request,
            Bytes signatureKey,
            TrustStore trust,
            CrlRegistry crls,
            TrustPolicy policy,
            X509Crypto crypto,
            Function<byte[], byte[]> hash,
            Instant requestedAt,
            Instant now) {
        IssuedCertificateRule rule = new IssuedCertificateRule(request, requestedAt);
        return new DeviceCertificateRule(new TrustState(trust, crls), policy, crypto, hash::apply, now)
                .check(
                        DeviceCertificateRule.read(() -> parse(pem)),
                        request.ciphersuite(),
                        signatureKey,
                        rule::checkAsked);
    }

    private static List<ParsedCertificate> parse(byte[] pem) {
        List<Bytes> chain = CertificatePem.parse(pem);
        if (chain.isEmpty()) {
            throw new CertificateRejectedException(Reason.EMPTY_CHAIN, "at least one certificate is expected");
        }
        return new ChainReader().read(chain);
    }

    private void checkAsked(ParsedCertificate leaf, ClaimedIdentity claimed) {
        require(claimed.domain().equals(request.domain()), Reason.DOMAIN_MISMATCH, "the domain");
        require(claimed.clientId().equals(request.clientId()), Reason.CLIENT_ID_MISMATCH, "the client id");
        require(claimed.handle().equals(request.handle()), Reason.HANDLE_MISMATCH, "the handle");
        require(
                claimed.displayName().equals(DisplayName.composed(request.displayName())),
                Reason.DISPLAY_NAME_MISMATCH,
                "the display name");
        checkLifetime(leaf);
    }

    private static void require(boolean same, Reason reason, String what) {
        if (!same) {
            throw new CertificateRejectedException(reason, what + " is another one than was asked for");
        }
    }

    /** Shorter is the server's right, and so is an earlier beginning. */
    private void checkLifetime(ParsedCertificate leaf) {
        Instant latest = requestedAt.plus(request.expiry()).plus(LIFETIME_TOLERANCE);
        if (leaf.validity().notAfter().isAfter(latest)) {
            throw new CertificateRejectedException(
                    Reason.LIFETIME_TOO_LONG,
                    "up to " + latest + " was asked for, up to "
                            + leaf.validity().notAfter() + " was issued");
        }
    }
}
