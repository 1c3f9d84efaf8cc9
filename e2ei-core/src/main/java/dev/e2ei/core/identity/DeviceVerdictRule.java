package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.PathBuilder;
import dev.e2ei.core.pki.PathRequirements;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What is known about a device's certificate, with evidence. Nothing in a chain makes this rule throw. */
final class DeviceVerdictRule {
    private final TrustState trust;
    private final TrustPolicy policy;
    private final X509Crypto crypto;
    private final UnaryOperator<byte[]> sha256;
    private final ChainReader reader;
    private final LeafProfileRule profile;

    /**
     * By what is trusted.
     *
     * @param trust anchors, intermediates and lists
     * @param policy by which certificates are judged
     * @param crypto by which their signatures are verified
     * @param sha256 the hash by which keys are told apart in words
     * @param reader of certificates
     */
    DeviceVerdictRule(
            TrustState trust, TrustPolicy policy, X509Crypto crypto, UnaryOperator<byte[]> sha256, ChainReader reader) {
        this.trust = trust;
        this.policy = policy;
        this.crypto = crypto;
        this.sha256 = sha256;
        this.reader = reader;
        this.profile = LeafProfileRule.of(policy);
    }

    /**
     * Judges a chain.
     *
     * @param signatureKey the MLS signature key that the device uses; without one, the certificate's is not looked at
     * @param at the instant of interest
     */
    DeviceFinding find(CertificateChain chain, Optional<Bytes> signatureKey, Viewpoint viewpoint, Instant at) {
        Optional<ClaimedIdentity> claimed = Optional.empty();
        try {
            List<ParsedCertificate> certificates = reader.read(chain.certificates());
            ParsedCertificate leaf = certificates.get(0);
            profile.check(leaf);
            claimed = Optional.of(WireIdentityReader.read(leaf));
            if (signatureKey.isPresent()
                    && !signatureKey.get().equals(leaf.publicKey().mlsKey())) {
                return DeviceFinding.refused(
                        DeviceVerdict.KEY_MISMATCH,
                        claimed,
                        KeyThumbprint.comparison(leaf.publicKey(), signatureKey.get(), sha256));
            }
            return find(certificates, claimed.get(), new PathFindings(trust, policy, crypto, viewpoint, at));
        } catch (MalformedCertificateException e) {
            return DeviceFinding.refused(DeviceVerdict.MALFORMED, claimed, ChainReader.comparison(e));
        } catch (PathRejectedException e) {
            return DeviceFinding.refused(verdictOf(e.reason()), claimed, VerdictWords.compared(e));
        }
    }

    /** By the best path: the first that is valid, or else what all of them come to. */
    private DeviceFinding find(List<ParsedCertificate> certificates, ClaimedIdentity claimed, PathFindings findings) {
        PathRequirements requirements = PathRequirements.forPurpose(profile.purpose(), policy.rsaAccepted());
        List<PathOutcome> found = new ArrayList<>();
        new PathBuilder(trust.store(), crypto, requirements)
                .build(certificates.get(0), certificates.subList(1, certificates.size()), candidate -> {
                    PathOutcome outcome = findings.judge(candidate);
                    found.add(outcome);
                    return outcome.verdict() == DeviceVerdict.VALID;
                });
        PathOutcome last = found.get(found.size() - 1);
        if (last.verdict() == DeviceVerdict.VALID) {
            return DeviceFinding.of(last, claimed, last.verdictPeriod());
        }
        PathOutcome best = found.get(0);
        HoldingPeriod period = HoldingPeriod.ALWAYS;
        for (PathOutcome outcome : found) {
            best = rank(outcome) > rank(best) ? outcome : best;
            // A path that is worse now may be the better one later.
            period = period.and(outcome.verdictPeriod());
        }
        return DeviceFinding.of(best, claimed, period);
    }

    private static int rank(PathOutcome outcome) {
        return switch (outcome.verdict()) {
            case REVOCATION_UNKNOWN -> 3;
            case NOT_YET_VALID -> 2;
            case EXPIRED -> 1;
            default -> 0;
        };
    }

    private static DeviceVerdict verdictOf(PathRejectedException.Reason reason) {
        return switch (reason) {
            case NO_ANCHOR -> DeviceVerdict.TRUST_NOT_CONFIGURED;
            case NO_PATH, UNSUPPORTED_ALGORITHM, BUDGET_EXCEEDED -> DeviceVerdict.UNTRUSTED;
            case BAD_SIGNATURE -> DeviceVerdict.BAD_SIGNATURE;
            case NAME_CONSTRAINT, UNSUPPORTED_NAME_CONSTRAINT -> DeviceVerdict.NAME_CONSTRAINT;
            case EXPIRED -> DeviceVerdict.EXPIRED;
            case NOT_YET_VALID -> DeviceVerdict.NOT_YET_VALID;
            default -> DeviceVerdict.MALFORMED;
        };
    }
}
