package dev.e2ei.core.identity;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.Comparison;
import dev.e2ei.api.trust.PathCertificate;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.RevocationEvidence;
import dev.e2ei.api.trust.VerdictEvidence;
import dev.e2ei.core.pki.RevocationFinding;
import dev.e2ei.core.x509.ParsedCertificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts findings into words: a sentence, both sides of the comparison that decided, and the evidence. */
final class VerdictWords {
    private VerdictWords() {}

    static ChainVerdict notEnrolled() {
        return new ChainVerdict(
                DeviceVerdict.NOT_ENROLLED,
                "a Basic credential: there is no certificate",
                Optional.empty(),
                VerdictEvidence.NONE,
                List.of(),
                Optional.empty());
    }

    static ChainVerdict refused(DeviceVerdict verdict, Comparison comparison) {
        return new ChainVerdict(
                verdict,
                sentence(verdict, comparison),
                Optional.empty(),
                VerdictEvidence.refused(comparison),
                List.of(),
                Optional.empty());
    }

    static ChainVerdict of(PathOutcome outcome, ClaimedIdentity claimed, Optional<Instant> nextChange) {
        Optional<Comparison> comparison = comparison(outcome);
        return new ChainVerdict(
                outcome.verdict(),
                comparison
                        .map(decided -> sentence(outcome.verdict(), decided))
                        .orElseGet(() -> outcome.path().leaf() + " up to "
                                + outcome.path().anchor()),
                Optional.of(VerifiedIdentity.of(outcome.path(), claimed)),
                new VerdictEvidence(
                        outcome.path().withAnchor().stream()
                                .map(VerdictWords::shown)
                                .toList(),
                        outcome.revocation().stream()
                                .map(RevocationFinding::evidence)
                                .toList(),
                        comparison),
                outcome.verdict() == DeviceVerdict.VALID ? notes(outcome) : List.of(),
                nextChange);
    }

    private static String sentence(DeviceVerdict verdict, Comparison comparison) {
        String sides = "expected " + comparison.expected() + ", found " + comparison.found();
        return comparison.rule().equals(verdict.name()) ? sides : comparison.rule() + ": " + sides;
    }

    private static PathCertificate shown(ParsedCertificate certificate) {
        return new PathCertificate(
                certificate.subject().toString(),
                certificate.serialNumber().hex(),
                certificate.validity().notBefore(),
                certificate.validity().notAfter());
    }

    private static Optional<Comparison> comparison(PathOutcome outcome) {
        return switch (outcome.verdict()) {
            case REVOKED -> outcome.revoking().map(VerdictWords::revoked);
            case REVOCATION_UNKNOWN -> outcome.unaccepted().map(VerdictWords::unknown);
            case EXPIRED, NOT_YET_VALID -> outcome.untimely().map(VerdictWords::compared);
            default -> Optional.empty();
        };
    }

    static Comparison compared(PathRejectedException refusal) {
        return new Comparison(refusal.reason().name(), refusal.expected(), refusal.found());
    }

    private static Comparison revoked(RevocationFinding finding) {
        RevocationEvidence evidence = finding.evidence();
        return new Comparison(
                DeviceVerdict.REVOKED.name(),
                finding.certificate() + " in no revocation list of "
                        + finding.certificate().issuer(),
                finding.explanation()
                        + evidence.crl().map(VerdictWords::by).orElse("")
                        + (evidence.revokedSince().isEmpty() ? ", which holds for all that it ever signed" : ""));
    }

    private static String by(RegisteredCrl list) {
        return ", by the list of " + list.thisUpdate()
                + list.number().map(number -> ", number " + number).orElse("");
    }

    private static Comparison unknown(RevocationFinding finding) {
        return new Comparison(
                DeviceVerdict.REVOCATION_UNKNOWN.name(),
                "a current revocation list that answers for " + finding.certificate(),
                finding.explanation());
    }

    private static List<String> notes(PathOutcome outcome) {
        List<String> notes = new ArrayList<>();
        outcome.tolerated().forEach(finding -> notes.add(finding.explanation()));
        if (outcome.policy().revocation().leafOnly()
                && outcome.path().certificates().size() > 1) {
            notes.add("revocation not checked for the authorities");
        }
        return notes;
    }
}
