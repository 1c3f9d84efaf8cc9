package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.CertificateRejectedException.Reason;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.PathBuilder;
import dev.e2ei.core.pki.PathRequirements;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.CertificatePem;
import dev.e2ei.core.x509.CrlDistributionPoints;
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
    private final TrustPolicy policy;
    private final Instant requestedAt;
    private final Instant now;

    private IssuedCertificateRule(EnrollmentRequest request, TrustPolicy policy, Instant requestedAt, Instant now) {
        this.request = request;
        this.policy = policy;
        this.requestedAt = requestedAt;
        this.now = now;
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
        IssuedCertificateRule rule = new IssuedCertificateRule(request, policy, requestedAt, now);
        List<ParsedCertificate> certificates = read(pem);
        ParsedCertificate leaf = certificates.get(0);
        if (leaf.publicKey()
                        .scheme()
                        .filter(request.ciphersuite().signatureScheme()::equals)
                        .isEmpty()
                || !leaf.publicKey().mlsKey().equals(signatureKey)) {
            throw new CertificateRejectedException(
                    Reason.KEY_MISMATCH, "the certificate is for another key than the enrollment's");
        }
        ClaimedIdentity claimed = rule.checkLeaf(leaf);
        PathFindings findings = new PathFindings(trust, crls, policy.withUnknownRevocationAccepted(true), crypto, now);
        VerifiedPath path = rule.path(certificates, trust, crypto, findings);
        rule.checkFindings(findings.judge(path));
        List<Bytes> chain =
                path.certificates().stream().map(ParsedCertificate::encoded).toList();
        return new IssuedCertificate(
                new CertificateChain(chain),
                VerifiedIdentity.of(path, claimed),
                KeyThumbprint.of(leaf.publicKey(), hash),
                CrlDistributionPoints.of(path.certificates()));
    }

    private static List<ParsedCertificate> read(byte[] pem) {
        try {
            List<Bytes> chain = CertificatePem.parse(pem);
            if (chain.isEmpty()) {
                throw new CertificateRejectedException(Reason.EMPTY_CHAIN, "at least one certificate is expected");
            }
            return ChainReader.read(chain);
        } catch (MalformedCertificateException e) {
            throw new CertificateRejectedException(Reason.MALFORMED, e.getMessage(), e);
        }
    }

    private ClaimedIdentity checkLeaf(ParsedCertificate leaf) {
        ClaimedIdentity claimed;
        try {
            LeafProfile.wire(policy.furtherPurposesAccepted()).check(leaf);
            claimed = WireIdentityReader.read(leaf);
        } catch (PathRejectedException e) {
            throw new CertificateRejectedException(reasonOf(e.reason()), e.getMessage(), e);
        }
        require(claimed.domain().equals(request.domain()), Reason.DOMAIN_MISMATCH, "the domain");
        require(claimed.clientId().equals(request.clientId()), Reason.CLIENT_ID_MISMATCH, "the client id");
        require(claimed.handle().equals(request.handle()), Reason.HANDLE_MISMATCH, "the handle");
        require(claimed.displayName().equals(request.displayName()), Reason.DISPLAY_NAME_MISMATCH, "the display name");
        checkLifetime(leaf);
        return claimed;
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

    private VerifiedPath path(
            List<ParsedCertificate> certificates, TrustStore trust, X509Crypto crypto, PathFindings findings) {
        PathRequirements requirements =
                PathRequirements.forPurpose(LeafProfile.wire(true).purpose(), policy.rsaAccepted());
        try {
            return new PathBuilder(trust, crypto, requirements)
                    .build(
                            certificates.get(0),
                            certificates.subList(1, certificates.size()),
                            candidate -> isValid(findings.judge(candidate)));
        } catch (PathRejectedException e) {
            throw new CertificateRejectedException(reasonOf(e.reason()), e.getMessage(), e);
        }
    }

    private static boolean isValid(PathFindings.Outcome outcome) {
        return outcome.verdict() == DeviceVerdict.VALID;
    }

    /** Whether revocation is known does not matter yet: the list's address comes with the certificate. */
    private void checkFindings(PathFindings.Outcome outcome) {
        switch (outcome.verdict()) {
            case VALID, REVOCATION_UNKNOWN -> {}
            case REVOKED -> throw new CertificateRejectedException(Reason.REVOKED, outcome.explanation());
            case EXPIRED -> throw new CertificateRejectedException(Reason.EXPIRED, outcome.explanation());
            default ->
                throw new CertificateRejectedException(Reason.NOT_YET_VALID, outcome.explanation() + ", now " + now);
        }
    }

    private static Reason reasonOf(PathRejectedException.Reason reason) {
        return switch (reason) {
            case NO_ANCHOR, NO_PATH -> Reason.UNTRUSTED;
            case BAD_SIGNATURE -> Reason.BAD_SIGNATURE;
            case NAME_CONSTRAINT, UNSUPPORTED_NAME_CONSTRAINT -> Reason.NAME_CONSTRAINT;
            case EXPIRED -> Reason.EXPIRED;
            case NOT_YET_VALID -> Reason.NOT_YET_VALID;
            case LEAF_IS_CA -> Reason.LEAF_IS_CA;
            case LEAF_KEY_USAGE -> Reason.KEY_USAGE;
            case LEAF_EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE -> Reason.EXTENDED_KEY_USAGE;
            case CLIENT_ID -> Reason.CLIENT_ID_MISMATCH;
            case HANDLE -> Reason.HANDLE_MISMATCH;
            case DISPLAY_NAME -> Reason.DISPLAY_NAME_MISMATCH;
            case DOMAIN -> Reason.DOMAIN_MISMATCH;
            case UNEXPECTED_NAME -> Reason.UNEXPECTED_NAME;
            default -> Reason.PROFILE;
        };
    }
}
