package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.CertificateRejectedException.Reason;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.PathBuilder;
import dev.e2ei.core.pki.PathRequirements;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.CrlDistributionPoints;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Whether a chain is one that this client can show to others, however it came by it: its key, the profile of its leaf, a
 * path to an anchor that is good now.
 */
public final class DeviceCertificateRule {
    private final TrustState trust;
    private final TrustPolicy policy;
    private final X509Crypto crypto;
    private final UnaryOperator<byte[]> hash;
    private final Instant now;
    private final LeafProfileRule profile;

    /**
     * As of one instant.
     *
     * @param trust what is trusted
     * @param policy by which certificates are judged
     * @param crypto by which their signatures are verified
     * @param hash the hash of the suite
     * @param now the instant
     */
    public DeviceCertificateRule(
            TrustState trust, TrustPolicy policy, X509Crypto crypto, UnaryOperator<byte[]> hash, Instant now) {
        this.trust = trust;
        this.policy = policy;
        this.crypto = crypto;
        this.hash = hash;
        this.now = now;
        this.profile = LeafProfileRule.of(policy);
    }

    /**
     * Checks a chain that nobody asked a server for.
     *
     * @param chain leaf first; the root may be there
     * @param suite for which it is to be used
     * @param signatureKey the MLS signature key that it has to be about
     * @return the chain without its root, with what it proves
     * @throws CertificateRejectedException with the rule that the chain breaks
     */
    public IssuedCertificate check(CertificateChain chain, Ciphersuite suite, Bytes signatureKey) {
        return check(
                read(() -> new ChainReader().read(chain.certificates())), suite, signatureKey, (leaf, claimed) -> {});
    }

    /** The same, with what is to hold of the leaf beside that. */
    IssuedCertificate check(
            List<ParsedCertificate> certificates,
            Ciphersuite suite,
            Bytes signatureKey,
            BiConsumer<ParsedCertificate, ClaimedIdentity> asked) {
        ParsedCertificate leaf = certificates.get(0);
        if (leaf.publicKey().scheme().filter(suite.signatureScheme()::equals).isEmpty()
                || !leaf.publicKey().mlsKey().equals(signatureKey)) {
            throw new CertificateRejectedException(
                    Reason.KEY_MISMATCH, "the certificate is for another key than the one that goes with it");
        }
        ClaimedIdentity claimed = claimed(leaf);
        asked.accept(leaf, claimed);
        VerifiedPath path = path(certificates);
        List<Bytes> chain =
                path.certificates().stream().map(ParsedCertificate::encoded).toList();
        return new IssuedCertificate(
                new CertificateChain(chain),
                VerifiedIdentity.of(path, claimed),
                KeyThumbprint.of(leaf.publicKey(), hash),
                CrlDistributionPoints.of(path.certificates()));
    }

    static List<ParsedCertificate> read(Supplier<List<ParsedCertificate>> chain) {
        try {
            return chain.get();
        } catch (MalformedCertificateException e) {
            throw new CertificateRejectedException(Reason.MALFORMED, e.getMessage(), e);
        }
    }

    private ClaimedIdentity claimed(ParsedCertificate leaf) {
        try {
            profile.check(leaf);
            return WireIdentityReader.read(leaf);
        } catch (PathRejectedException e) {
            throw new CertificateRejectedException(reasonOf(e.reason()), e.getMessage(), e);
        }
    }

    /** Whether revocation is known does not matter yet: the list's address comes with the certificate. */
    private VerifiedPath path(List<ParsedCertificate> certificates) {
        PathFindings findings =
                new PathFindings(trust, policy.withUnknownRevocationAccepted(true), crypto, Viewpoint.STANDING, now);
        PathRequirements requirements = PathRequirements.forPurpose(profile.purpose(), policy.rsaAccepted());
        try {
            VerifiedPath path = new PathBuilder(trust.store(), crypto, requirements)
                    .build(
                            certificates.get(0),
                            certificates.subList(1, certificates.size()),
                            candidate -> findings.judge(candidate).verdict() == DeviceVerdict.VALID);
            refusal(findings.judge(path)).ifPresent(refusal -> {
                throw refusal;
            });
            return path;
        } catch (PathRejectedException e) {
            throw new CertificateRejectedException(reasonOf(e.reason()), e.getMessage(), e);
        }
    }

    private static Optional<CertificateRejectedException> refusal(PathOutcome outcome) {
        return switch (outcome.verdict()) {
            case REVOKED ->
                outcome.revoking()
                        .map(finding -> new CertificateRejectedException(Reason.REVOKED, finding.explanation()));
            case EXPIRED, NOT_YET_VALID ->
                outcome.untimely()
                        .map(problem ->
                                new CertificateRejectedException(reasonOf(problem.reason()), problem.getMessage()));
            default -> Optional.empty();
        };
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
