package dev.e2ei.tests.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs JMH with its own arguments, and says for the numbers that have a goal how they stand to it. */
public final class BenchMain {
    private static final double ENROLLMENT_GOAL_MS = 3;
    private static final int OCTETS_GOAL = 4096;
    private static final double VERIFICATION_GOAL = 1.3;

    private BenchMain() {}

    /**
     * Runs the benchmarks.
     *
     * @param args JMH's
     */
    public static void main(String[] args) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(new CommandLineOptions(args))
                        .shouldFailOnError(true)
                        .param("members", System.getProperty("jmh.members").split(","))
                        .build())
                .run();
        PrintStream out = System.out;
        out.println();
        out.println("mvn -Pbench verify, on Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        for (RunResult result : results) {
            enrollment(result, out);
            Goal.line(result).ifPresent(out::println);
            octets(result, out);
        }
        verification(results, out);
    }

    /** Everything that is done for a leaf, as a multiple of what cannot be left out. */
    private static void verification(Collection<RunResult> results, PrintStream out) {
        OptionalDouble whole = score(results, "PathBenchmark.verify");
        OptionalDouble signature = score(results, "PathBenchmark.signature");
        if (whole.isPresent() && signature.isPresent()) {
            double ratio = whole.getAsDouble() / signature.getAsDouble();
            out.printf(
                    Locale.ROOT,
                    "verify a leaf under a known intermediate: %.1f us, its signature alone %.1f us: %.2f times, "
                            + "goal at most %s times: %s%n",
                    whole.getAsDouble(),
                    signature.getAsDouble(),
                    ratio,
                    VERIFICATION_GOAL,
                    ratio <= VERIFICATION_GOAL ? "met" : "missed");
        }
    }

    private static OptionalDouble score(Collection<RunResult> results, String benchmark) {
        return results.stream()
                .filter(result -> result.getParams().getBenchmark().endsWith(benchmark))
                .mapToDouble(result -> result.getPrimaryResult().getScore())
                .findFirst();
    }

    private static void enrollment(RunResult result, PrintStream out) {
        if (!result.getParams().getBenchmark().endsWith("EnrollmentBenchmark.enroll")) {
            return;
        }
        double elapsed = result.getPrimaryResult().getScore();
        double cpu = counter(result, "cpuNanos") / counter(result, "enrollments") / 1e6;
        out.printf(
                Locale.ROOT,
                "client CPU of one enrollment, suite %s: %.2f ms (%.2f ms elapsed), goal at most %.0f ms: %s%n",
                result.getParams().getParam("suite"),
                cpu,
                elapsed,
                ENROLLMENT_GOAL_MS,
                cpu <= ENROLLMENT_GOAL_MS ? "met" : "missed");
    }

    private static void octets(RunResult result, PrintStream out) {
        if (!result.getParams().getBenchmark().endsWith("ConversationBenchmark.encrypt")) {
            return;
        }
        double octets = counter(result, "octets") / counter(result, "messages");
        out.printf(
                Locale.ROOT,
                "%-36s N = %-5s %10.0f octets, goal at most %d octets: %s%n",
                "written to the store for one message",
                result.getParams().getParam("members"),
                octets,
                OCTETS_GOAL,
                octets <= OCTETS_GOAL ? "met" : "missed");
    }

    private static double counter(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getScore();
    }
}
