package dev.e2ei.core.pki;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What may be registered as an intermediate: an authority with a path to an anchor that is valid now and not revoked. */
public final class IntermediateRule {
    private final TrustState trust;
    private final TrustPolicy policy;
    private final X509Crypto crypto;
    private final Instant now;

    private IntermediateRule(TrustState trust, TrustPolicy policy, X509Crypto crypto, Instant now) {
        this.trust = trust;
        this.policy = policy;
        this.crypto = crypto;
        this.now = now;
    }

    /**
     * Checks a certificate that is to be an intermediate.
     *
     * @throws PkiException with code {@code PATH_REJECTED} and the rule that it breaks
     */
    public static void check(
            ParsedCertificate intermediate, TrustState trust, TrustPolicy policy, X509Crypto crypto, Instant now) {
        BasicConstraintsCheck.checkIssuer(intermediate);
        KeyUsageCheck.checkIssuer(intermediate);
        IntermediateRule rule = new IntermediateRule(trust, policy, crypto, now);
        VerifiedPath path = new PathBuilder(trust.store(), crypto, PathRequirements.forAuthority(policy.rsaAccepted()))
                .build(
                        intermediate,
                        List.of(),
                        candidate -> rule.problem(candidate).isEmpty());
        rule.problem(path).ifPresent(problem -> {
            throw problem;
        });
    }

    private Optional<PkiException> problem(VerifiedPath path) {
        return ValidityCheck.finding(path.withAnchor(), now, policy.clockSkew())
                .<PkiException>map(finding -> finding)
                .or(() -> revoked(path));
    }

    private Optional<PkiException> revoked(VerifiedPath path) {
        CrlSigners signers = new CrlSigners(trust.store(), trust.crls(), crypto, policy.rsaAccepted(), now);
        return new RevocationCheck(trust.crls(), signers, now, policy.clockSkew())
                .findings(path, false).stream()
                        .filter(finding -> finding.state() == RevocationFinding.State.REVOKED)
                        .findFirst()
                        .map(finding -> new PkiException(ErrorCode.PATH_REJECTED, finding.explanation()));
    }
}
