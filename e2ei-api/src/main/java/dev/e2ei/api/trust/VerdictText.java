package dev.e2ei.api.trust;

import dev.e2ei.api.identity.DeviceVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Puts a verdict and its evidence into lines. */
final class VerdictText {
    private VerdictText() {}

    static String of(
            DeviceVerdict verdict,
            String explanation,
            VerdictEvidence evidence,
            List<String> notes,
            Optional<Instant> nextChange) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        // The explanation of a refusal is its comparison in one line.
        lines.add(evidence.comparison().isPresent() ? verdict.name() : verdict + ": " + explanation);
        evidence.comparison().ifPresent(comparison -> {
            lines.add("  rule      " + comparison.rule());
            lines.add("  expected  " + comparison.expected());
            lines.add("  found     " + comparison.found());
        });
        for (PathCertificate certificate : evidence.path()) {
            lines.add("  path      " + certificate.subject() + ", " + certificate.notBefore() + " to "
                    + certificate.notAfter());
        }
        for (RevocationEvidence answer : evidence.revocation()) {
            lines.add("  revoked?  " + answer.state() + ", " + answer.explanation()
                    + answer.crl().map(VerdictText::list).orElse(""));
        }
        notes.forEach(note -> lines.add("  note      " + note));
        nextChange.ifPresent(next -> lines.add("  holds     until " + next));
        return lines.toString();
    }

    private static String list(RegisteredCrl crl) {
        return ", by the list of " + crl.thisUpdate()
                + crl.number().map(number -> ", number " + number).orElse("");
    }
}
