package dev.e2ei.tests.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;

/**
 * What a benchmark is to reach.
 *
 * @param benchmark the end of its name
 * @param what it measures
 * @param atMost in the unit of the benchmark, at 1000 members, or in every case where {@code members} is 0
 * @param members the size for which the goal is
 */
record Goal(String benchmark, String what, double atMost, int members) {
    private static final List<Goal> GOALS = List.of(
            new Goal("CommitBenchmark.add", "add N-1 members in one commit", 450, 1000),
            new Goal("CommitBenchmark.join", "join by that welcome", 150, 1000),
            new Goal("CommitBenchmark.updateBuild", "update commit, blank tree: build", 110, 1000),
            new Goal("CommitBenchmark.updateProcess", "update commit, blank tree: process", 6, 1000),
            new Goal("CommitBenchmark.stateCold", "conversation state, cold", 80, 1000),
            new Goal("ConversationBenchmark.stateAgain", "conversation state, again", 0.5, 0),
            new Goal("ConversationBenchmark.encrypt", "encrypt 1 KiB", 0.25, 0),
            new Goal("ConversationBenchmark.decrypt", "decrypt 1 KiB", 0.3, 0),
            new Goal("CrlBenchmark.register", "CRL of 1 M entries: parse, verify", 2000, 0),
            new Goal("CrlBenchmark.lookUp", "CRL of 1 M entries: look up", 1, 0),
            new Goal("PathBenchmark.parse", "parse a leaf", 15, 0),
            new Goal("PathBenchmark.again", "verdict, again", 1, 0),
            new Goal("PathBenchmark.againOnTwoThreads", "verdict, again, on two threads", 1, 0),
            new Goal("PathBenchmark.thousand", "1000 leaves of one domain, cold", 80, 0));

    /** One line for a result that has a goal. */
    static Optional<String> line(RunResult result) {
        String name = result.getParams().getBenchmark();
        return GOALS.stream().filter(goal -> name.endsWith(goal.benchmark)).findFirst().map(goal -> goal.text(result));
    }

    private String text(RunResult result) {
        String size = result.getParams().getParam("members");
        double score = result.getPrimaryResult().getScore();
        String unit = result.getPrimaryResult().getScoreUnit().replace("/op", "");
        String group = size == null ? "" : "N = " + size;
        String figure = String.format(Locale.ROOT, "%-36s %-9s %10.3f %s", what, group, score, unit);
        if (members != 0 && !Integer.toString(members).equals(size)) {
            return figure;
        }
        String verdict = score <= atMost ? "met" : "missed";
        return figure + String.format(Locale.ROOT, ", goal at most %s %s: %s", plain(atMost), unit, verdict);
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
