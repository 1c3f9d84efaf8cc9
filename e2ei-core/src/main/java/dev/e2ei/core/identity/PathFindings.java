package dev.e2ei.core.identity;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.CrlRegistry;
import dev.e2ei.core.pki.CrlSigners;
import dev.e2ei.core.pki.RevocationCheck;
import dev.e2ei.core.pki.RevocationFinding;
import dev.e2ei.core.pki.TrustStore;
import dev.e2ei.core.pki.ValidityCheck;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.Validity;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What time and revocation make of a verified path under a policy: revoked before expired before unknown. */
final class PathFindings {
    /**
     * The outcome for one path.
     *
     * @param verdict one of VALID, EXPIRED, NOT_YET_VALID, REVOKED, REVOCATION_UNKNOWN
     * @param explanation what decided
     * @param notes what the policy let pass
     */
    record Outcome(DeviceVerdict verdict, String explanation, List<String> notes) {}

    private final RevocationCheck revocation;
    private final TrustPolicy policy;
    private final Instant at;

    PathFindings(TrustStore trust, CrlRegistry crls, TrustPolicy policy, X509Crypto crypto, Instant at) {
        CrlSigners signers = new CrlSigners(trust, crls, crypto, policy.rsaAccepted(), at);
        this.revocation = new RevocationCheck(crls, signers, at, policy.clockSkew());
        this.policy = policy;
        this.at = at;
    }

    Outcome judge(VerifiedPath path) {
        List<RevocationFinding> findings =
                revocation.findings(path, policy.revocation().leafOnly());
        for (RevocationFinding finding : findings) {
            if (finding.state() == RevocationFinding.State.REVOKED) {
                return new Outcome(DeviceVerdict.REVOKED, finding.explanation(), List.of());
            }
        }
        Optional<PathRejectedException> time = ValidityCheck.finding(path.withAnchor(), at, policy.clockSkew());
        if (time.isPresent()) {
            boolean expired = time.get().reason() == PathRejectedException.Reason.EXPIRED;
            return new Outcome(
                    expired ? DeviceVerdict.EXPIRED : DeviceVerdict.NOT_YET_VALID,
                    time.get().getMessage(),
                    List.of());
        }
        List<String> notes = new ArrayList<>();
        for (RevocationFinding finding : findings) {
            if (finding.state() != RevocationFinding.State.GOOD) {
                if (!isAccepted(finding)) {
                    return new Outcome(DeviceVerdict.REVOCATION_UNKNOWN, finding.explanation(), notes);
                }
                notes.add(finding.explanation());
            }
        }
        if (policy.revocation().leafOnly() && path.certificates().size() > 1) {
            notes.add("revocation not checked for the authorities");
        }
        String explanation = path.leaf() + " up to " + path.anchor();
        return new Outcome(DeviceVerdict.VALID, explanation, notes);
    }

    private boolean isAccepted(RevocationFinding finding) {
        Validity validity = finding.certificate().validity();
        Duration lifetime = Duration.between(validity.notBefore(), validity.notAfter());
        if (lifetime.compareTo(policy.revocation().notNeededUpTo()) <= 0
                && !policy.revocation().notNeededUpTo().isZero()) {
            return true;
        }
        return finding.state() == RevocationFinding.State.STALE
                ? finding.overdue().compareTo(policy.revocation().staleGrace()) <= 0
                : policy.revocation().unknownAccepted();
    }

    /**
     * The earliest later instant at which an outcome for a path can change by the passing of time alone. What a list names
     * stays revoked, however old the list becomes and whether or not the leaf expires, as long as its issuer is one.
     */
    Optional<Instant> nextChange(VerifiedPath path, DeviceVerdict verdict) {
        List<ParsedCertificate> all = path.withAnchor();
        Stream<Instant> changes = verdict == DeviceVerdict.REVOKED
                ? ValidityCheck.changes(all.subList(1, all.size()), policy.clockSkew())
                : Stream.concat(
                        ValidityCheck.changes(all, policy.clockSkew()),
                        revocation.changes(
                                path,
                                policy.revocation().leafOnly(),
                                policy.revocation().staleGrace()));
        return changes.filter(change -> change.isAfter(at)).min(Instant::compareTo);
    }
}
