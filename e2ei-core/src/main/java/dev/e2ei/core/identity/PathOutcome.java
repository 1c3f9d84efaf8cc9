package dev.e2ei.core.identity;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.pki.RevocationFinding;
import dev.e2ei.core.pki.ValidityCheck;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.Validity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What time and revocation make of a verified path under a policy, at one instant and at all others: revoked before expired
 * before unknown.
 */
final class PathOutcome {
    private final VerifiedPath path;
    private final List<RevocationFinding> revocation;
    private final TrustPolicy policy;
    private final Viewpoint viewpoint;
    private final Instant at;
    private final DeviceVerdict verdict;

    PathOutcome(
            VerifiedPath path,
            List<RevocationFinding> revocation,
            TrustPolicy policy,
            Viewpoint viewpoint,
            Instant at) {
        this.path = path;
        this.revocation = revocation;
        this.policy = policy;
        this.viewpoint = viewpoint;
        this.at = at;
        this.verdict = verdictAt(at);
    }

    /** The same path at another instant. */
    PathOutcome asOf(Instant instant) {
        return new PathOutcome(path, revocation, policy, viewpoint, instant);
    }

    VerifiedPath path() {
        return path;
    }

    List<RevocationFinding> revocation() {
        return revocation;
    }

    TrustPolicy policy() {
        return policy;
    }

    Instant at() {
        return at;
    }

    /** One of VALID, EXPIRED, NOT_YET_VALID, REVOKED, REVOCATION_UNKNOWN. */
    DeviceVerdict verdict() {
        return verdict;
    }

    private DeviceVerdict verdictAt(Instant instant) {
        if (revocation.stream().anyMatch(finding -> revokes(finding, instant))) {
            return DeviceVerdict.REVOKED;
        }
        for (ParsedCertificate certificate : path.withAnchor()) {
            switch (ValidityCheck.period(certificate.validity(), instant, policy.clockSkew())) {
                case BEFORE -> {
                    return DeviceVerdict.NOT_YET_VALID;
                }
                case AFTER -> {
                    return DeviceVerdict.EXPIRED;
                }
                case WITHIN -> {}
            }
        }
        return revocation.stream().allMatch(finding -> accepts(finding, instant))
                ? DeviceVerdict.VALID
                : DeviceVerdict.REVOCATION_UNKNOWN;
    }

    private boolean revokes(RevocationFinding finding, Instant instant) {
        return finding.state() == RevocationFinding.State.REVOKED
                && (viewpoint == Viewpoint.STANDING || finding.wasRevokedAt(instant));
    }

    private boolean accepts(RevocationFinding finding, Instant instant) {
        // Of one that is listed by now it is known that it was not revoked before.
        if (finding.state() == RevocationFinding.State.REVOKED || isExempt(finding)) {
            return true;
        }
        return finding.due()
                .map(due -> !Instant.ofEpochSecond(instant.getEpochSecond()).isAfter(graceEnd(due)))
                .orElse(policy.revocation().unknownAccepted());
    }

    private Instant graceEnd(Instant due) {
        return due.plus(policy.clockSkew()).plus(policy.revocation().staleGrace());
    }

    /** Whether the certificate lives so briefly that no list is needed for it. */
    private boolean isExempt(RevocationFinding finding) {
        Validity validity = finding.certificate().validity();
        Duration limit = policy.revocation().notNeededUpTo();
        return !limit.isZero()
                && Duration.between(validity.notBefore(), validity.notAfter()).compareTo(limit) <= 0;
    }

    /** The finding that revokes. */
    Optional<RevocationFinding> revoking() {
        return revocation.stream().filter(finding -> revokes(finding, at)).findFirst();
    }

    /** What is wrong with the time. */
    Optional<PathRejectedException> untimely() {
        return ValidityCheck.finding(path.withAnchor(), at, policy.clockSkew());
    }

    /** The finding that the policy does not let pass. */
    Optional<RevocationFinding> unaccepted() {
        return revocation.stream().filter(finding -> !accepts(finding, at)).findFirst();
    }

    /** The findings that clear nothing, and that the policy lets pass. */
    List<RevocationFinding> tolerated() {
        return revocation.stream()
                .filter(finding -> finding.state() != RevocationFinding.State.GOOD)
                .toList();
    }

    /** How long the verdict is what it is, before and after. What lists say of the certificates of signers ends it too. */
    HoldingPeriod verdictPeriod() {
        HoldingPeriod period = HoldingPeriod.ALWAYS;
        for (Instant turn : turns()) {
            // What is valid now is not any more with the first turn: nothing need be tried.
            if (verdict == DeviceVerdict.VALID || verdictAt(turn) != verdictAt(turn.minusSeconds(1))) {
                period = period.within(turn, at);
            }
        }
        for (RevocationFinding finding : revocation) {
            for (Instant turn : finding.signerChanges()) {
                period = period.within(turn, at);
            }
        }
        return period;
    }

    /** How long the evidence is what it is: a list that is overdue is worth a word where it changes nothing. */
    HoldingPeriod evidencePeriod(HoldingPeriod verdictPeriod) {
        HoldingPeriod period = verdictPeriod;
        for (RevocationFinding finding : revocation) {
            if (finding.due().isPresent()) {
                Instant due = finding.due().get().plus(policy.clockSkew());
                period = period.within(due.plusSeconds(1), at);
            }
        }
        return period;
    }

    /** The seconds with which something begins that could make another verdict. */
    private List<Instant> turns() {
        List<Instant> turns = new ArrayList<>();
        Duration skew = policy.clockSkew();
        for (ParsedCertificate certificate : path.withAnchor()) {
            turns.add(certificate.validity().notBefore().minus(skew));
            turns.add(certificate.validity().notAfter().plus(skew).plusSeconds(1));
        }
        for (RevocationFinding finding : revocation) {
            if (finding.due().isPresent() && !isExempt(finding)) {
                turns.add(graceEnd(finding.due().get()).plusSeconds(1));
            }
            if (viewpoint == Viewpoint.BACKLOG) {
                finding.revokedSince()
                        .filter(since -> since.isAfter(Instant.MIN))
                        .ifPresent(turns::add);
            }
        }
        return turns;
    }
}
