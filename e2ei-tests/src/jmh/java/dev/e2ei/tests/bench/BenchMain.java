package dev.e2ei.tests.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs JMH with its own arguments, and says for the numbers that have a goal how they stand to it. */
public final class BenchMain {
    private static final double ENROLLMENT_GOAL_MS = 3;

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
                        .build())
                .run();
        PrintStream out = System.out;
        out.println();
        out.println("mvn -Pbench verify, on Java " + Runtime.version() + ", "
                + Runtime.getRuntime().availableProcessors() + " processors");
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
                        double elapsed = result.getPrimaryResult().getScore();
            if (name.endsWith("EnrollmentBenchmark.enroll")) {
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
        }
    }

    private static double counter(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getScore();
    }
}
