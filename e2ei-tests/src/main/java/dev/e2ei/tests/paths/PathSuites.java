package dev.e2ei.tests.paths;

import dev.e2ei.tests.paths.PathAnswer.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Runs all suites of a folder and counts what came of them: suite × tier × outcome, and each failing case by name. */
final class PathSuites {
    private final PathCaseValidator validator = new PathCaseValidator();
    private final Map<String, String> tiers = new HashMap<>();
    private final Map<String, Map<String, Integer>> table = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private int cases;
    private long slowestNanos;
    private String slowest = "";

    static PathSuites run(Path folder) {
        PathSuites suites = new PathSuites();
        for (String name : List.of(CaseFiles.TIERS, CaseFiles.TIERS + ".xz")) {
            Path tiers = folder.resolve(name);
            if (Files.exists(tiers)) {
                CaseFiles.lines(tiers, suites::tier);
            }
        }
        CaseFiles.of(folder).forEach(file -> CaseFiles.lines(file, line -> suites.run(PathCase.parse(line))));
        return suites;
    }

    private void tier(String line) {
        String[] column = line.split("\t", -1);
        if (column.length < 3) {
            throw new IllegalArgumentException("a tier is given by suite, id and tier");
        }
        tiers.put(column[0] + "/" + column[1], column[2]);
    }

    private void run(PathCase one) {
        String suite = suiteOf(one);
        String tier = tiers.getOrDefault(suite + "/" + one.id(), "MUST");
        long start = System.nanoTime();
        PathAnswer answer = validator.answer(one);
        long nanos = System.nanoTime() - start;
        cases++;
        if (nanos > slowestNanos) {
            slowestNanos = nanos;
            slowest = suite + " " + one.id();
        }
        String outcome = ExplainedDifferences.reason(suite, one.id())
                .map(reason -> explained(one, answer, reason))
                .orElseGet(() -> outcome(one, answer));
        table.computeIfAbsent(suite + "\t" + tier, key -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
        if (!outcome.startsWith("right")) {
            failures.add(String.join(
                    "\t",
                    outcome,
                    tier,
                    suite,
                    one.id(),
                    "expected " + (one.valid() ? "OK" : "FAIL") + ", found " + answer.kind() + " " + answer.why()));
        }
    }

    /** {@code pkits:PkitsTest01…} and {@code bettertls-nameconstraints} have their tiers under the first word. */
    private String suiteOf(PathCase one) {
        String name = one.suite();
        while (!tiers.containsKey(name + "/" + one.id())) {
            int cut = Math.max(name.lastIndexOf(':'), name.lastIndexOf('-'));
            if (cut < 0) {
                return one.suite();
            }
            name = name.substring(0, cut);
        }
        return name;
    }

    private static String outcome(PathCase one, PathAnswer answer) {
        if (answer.kind() == Kind.UNDECLARED) {
            return "UNDECLARED EXCEPTION";
        }
        if (one.valid()) {
            return switch (answer.kind()) {
                case ACCEPTED -> "right accept";
                case UNSUPPORTED -> "unsupported";
                default -> "FALSE REJECT";
            };
        }
        return answer.kind() == Kind.ACCEPTED ? "FALSE ACCEPT" : "right refusal";
    }

    /** A difference that no longer is one has to leave the list. */
    private static String explained(PathCase one, PathAnswer answer, String reason) {
        boolean differs = one.valid() != (answer.kind() == Kind.ACCEPTED);
        return differs ? "explained difference (" + reason + ")" : "STALE EXPLANATION";
    }

    /** Whether nothing came of the cases that must not: the condition for the exit code 0. */
    boolean passed() {
        return count("FALSE ACCEPT", "MUST", "SAFE", "PROFILE") == 0
                && count("FALSE REJECT", "MUST", "SAFE") == 0
                && count("unsupported", "MUST") == 0
                && count("STALE EXPLANATION", "MUST", "SAFE", "PROFILE") == 0
                && count("UNDECLARED EXCEPTION", "MUST", "SAFE", "PROFILE", "NA") == 0;
    }

    /** How many cases of the given tiers had the given outcome. */
    int count(String outcome, String... wantedTiers) {
        return table.entrySet().stream()
                .filter(row -> List.of(wantedTiers).contains(row.getKey().split("\t")[1]))
                .mapToInt(row -> row.getValue().getOrDefault(outcome, 0))
                .sum();
    }

    int cases() {
        return cases;
    }

    /** The table, the failing cases and the slowest case, as text. */
    String report() {
        StringBuilder out = new StringBuilder("suite\ttier\toutcomes\n");
        table.forEach(
                (row, outcomes) -> out.append(row).append('\t').append(outcomes).append('\n'));
        failures.forEach(failure -> out.append(failure).append('\n'));
        return out.append(String.format(
                        Locale.ROOT,
                        "%d cases, slowest %s with %.1f ms%n%s%n",
                        cases,
                        slowest,
                        slowestNanos / 1e6,
                        passed() ? "passed" : "FAILED"))
                .toString();
    }
}
