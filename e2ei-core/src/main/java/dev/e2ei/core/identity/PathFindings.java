package dev.e2ei.core.identity;

import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlSigners;
import dev.e2ei.core.pki.RevocationCheck;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Instant;

/** What time and revocation make of verified paths under a policy, as of one instant. */
final class PathFindings {
    private final RevocationCheck revocation;
    private final TrustPolicy policy;
    private final Viewpoint viewpoint;
    private final Instant at;

    PathFindings(TrustState trust, TrustPolicy policy, X509Crypto crypto, Viewpoint viewpoint, Instant at) {
        CrlSigners signers = new CrlSigners(trust.store(), trust.crls(), crypto, policy.rsaAccepted(), at);
        this.revocation = new RevocationCheck(trust.crls(), signers, at, policy.clockSkew());
        this.policy = policy;
        this.viewpoint = viewpoint;
        this.at = at;
    }

    PathOutcome judge(VerifiedPath path) {
        return new PathOutcome(
                path, revocation.findings(path, policy.revocation().leafOnly()), policy, viewpoint, at);
    }
}
