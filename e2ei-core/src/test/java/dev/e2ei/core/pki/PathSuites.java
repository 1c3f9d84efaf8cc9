package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.pki.PathAnswer.Kind;
import dev.e2ei.core.x509.Vectors;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
        Path tiers = folder.resolve("tiers.tsv");
        if (Files.exists(tiers)) {
            for (String line : Vectors.lines(tiers)) {
                String[] column = line.split("\t", -1);
                suites.tiers.put(column[0] + "/" + column[1], column[2]);
            }
        }
        List<Path> files = new ArrayList<>(Vectors.files(folder, ".tsv.xz"));
        Vectors.files(folder, ".tsv").stream()
                .filter(file -> !file.equals(tiers))
                .forEach(files::add);
        files.forEach(file -> Vectors.lines(file).stream()
                .filter(line -> !line.isEmpty())
                .forEach(line -> suites.run(PathCase.parse(line))));
        return suites;
    }

    private void run(PathCase one) {
        String suite = suiteOf(one);
        String tier = tiers.getOrDefault(suite + "/" + one.id(), "MUST");
        long start = System.nanoTime();
        PathAnswer answer = validator.answer(one);
        long nanos = System.nanoTime() - start;
        // The first cases load classes.
        if (++cases > 20 && nanos > slowestNanos) {
            slowestNanos = nanos;
            slowest = suite + " " + one.id();
        }
        String outcome = ExplainedDifferences.reason(suite, one.id())
                .map(reason -> explained(one, answer, reason))
                .orElseGet(() -> outcome(one, answer));
        table.computeIfAbsent(suite + "\t" + tier, key -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
        if (!outcome.startsWith("right")) {
            failures.add(outcome + "\t" + tier + "\t" + suite + "\t" + one.id() + "\t" + answer.why());
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
                        Locale.ROOT, "%d cases, slowest %s with %.1f ms%n", cases, slowest, slowestNanos / 1e6))
                .toString();
    }

    static Bytes address(String text) {
        try {
            return Bytes.of(InetAddress.getByName(text).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
