package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.PathCertificate;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.api.trust.VerdictEvidence;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.PathBuilder;
import dev.e2ei.core.pki.PathRequirements;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known about a device's certificate, with evidence. Nothing in a chain makes this rule throw. */
public final class DeviceVerdictRule {
    private DeviceVerdictRule() {}

    /** Judges a chain as of the given instant; the key that the device uses is not looked at. */
    public static ChainVerdict judge(
            CertificateChain chain,
            TrustStore trust,
            CrlRegistry crls,
            TrustPolicy policy,
            X509Crypto crypto,
            Instant at) {
        return judge(chain, Optional.empty(), trust, crls, policy, crypto, at);
    }

    /**
     * Judges a chain as of the given instant.
     *
     * @param signatureKey the MLS signature key that the device uses
     */
    public static ChainVerdict judge(
            CertificateChain chain,
            Optional<Bytes> signatureKey,
            TrustStore trust,
            CrlRegistry crls,
            TrustPolicy policy,
            X509Crypto crypto,
            Instant at) {
        return find(chain, signatureKey, trust, crls, policy, crypto, at).verdict();
    }

    /** The same, with what the leaf claims where that can be read, whatever it is worth. */
    static DeviceFinding find(
            CertificateChain chain,
            Optional<Bytes> signatureKey,
            TrustStore trust,
            CrlRegistry crls,
            TrustPolicy policy,
            X509Crypto crypto,
            Instant at) {
        List<ParsedCertificate> certificates;
        ClaimedIdentity claimed;
        LeafProfile profile = LeafProfile.wire(policy.furtherPurposesAccepted());
        try {
            certificates = ChainReader.read(chain.certificates());
            profile.check(certificates.get(0));
            claimed = WireIdentityReader.read(certificates.get(0));
        } catch (MalformedCertificateException | PathRejectedException e) {
            return new DeviceFinding(Optional.empty(), refused(DeviceVerdict.MALFORMED, e.getMessage()));
        }
        return new DeviceFinding(
                Optional.of(claimed),
                judge(certificates, claimed, signatureKey, trust, crls, policy, crypto, profile, at));
    }

    private static ChainVerdict judge(
            List<ParsedCertificate> certificates,
            ClaimedIdentity claimed,
            Optional<Bytes> signatureKey,
            TrustStore trust,
            CrlRegistry crls,
            TrustPolicy policy,
            X509Crypto crypto,
            LeafProfile profile,
            Instant at) {
        ParsedCertificate leaf = certificates.get(0);
        if (signatureKey.isPresent()
                && !signatureKey.get().equals(leaf.publicKey().mlsKey())) {
            return refused(DeviceVerdict.KEY_MISMATCH, "the certificate's key is not the one that the device uses");
        }
        PathRequirements requirements = PathRequirements.forPurpose(profile.purpose(), policy.rsaAccepted());
        PathFindings findings = new PathFindings(trust, crls, policy, crypto, at);
        try {
            VerifiedPath path = new PathBuilder(trust, crypto, requirements)
                    .build(
                            leaf,
                            certificates.subList(1, certificates.size()),
                            candidate -> findings.judge(candidate).verdict() == DeviceVerdict.VALID);
            return verdict(path, claimed, findings);
        } catch (PathRejectedException e) {
            return refused(verdictOf(e.reason()), e.getMessage());
        }
    }

    private static ChainVerdict verdict(VerifiedPath path, ClaimedIdentity claimed, PathFindings findings) {
        PathFindings.Outcome outcome = findings.judge(path);
        return new ChainVerdict(
                outcome.verdict(),
                outcome.explanation(),
                Optional.of(VerifiedIdentity.of(path, claimed)),
                new VerdictEvidence(
                        path.withAnchor().stream().map(DeviceVerdictRule::shown).toList(), List.of(), Optional.empty()),
                outcome.notes(),
                findings.nextChange(path, outcome.verdict()));
    }

    private static PathCertificate shown(ParsedCertificate certificate) {
        return new PathCertificate(
                certificate.subject().toString(),
                certificate.serialNumber().hex(),
                certificate.validity().notBefore(),
                certificate.validity().notAfter());
    }

    /** Without a verified path nothing changes by the passing of time alone. */
    private static ChainVerdict refused(DeviceVerdict verdict, String explanation) {
        return new ChainVerdict(
                verdict, explanation, Optional.empty(), VerdictEvidence.NONE, List.of(), Optional.empty());
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
