package dev.e2ei.tests.vectors;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code java @e2ei-tests/target/vectors.args FILE|DIR...}: prints file, suite, how many passed and failed. The exit code is 0
 * only if there were vectors and all passed.
 */
public final class VectorsMain {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private VectorsMain() {}

    /**
     * Runs files, and the JSON files of folders.
     *
     * @param arguments files and folders
     * @throws IOException if one cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String argument : arguments) {
            files.addAll(files(Path.of(argument)));
        }
        if (files.isEmpty()) {
            out.println("usage: java @vectors.args FILE|DIR...; there was no file to run");
            return WRONG_USE;
        }
        VectorRun run = new VectorRun();
        boolean failed = false;
        for (Path file : files) {
            failed |= report(run.run(file), out);
        }
        out.println(failed ? "FAILED" : "all passed");
        return failed ? FAILED : 0;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean report(List<VectorOutcome> outcomes, PrintStream out) {
        Map<Integer, List<VectorOutcome>> bySuite = new TreeMap<>();
        outcomes.forEach(outcome -> bySuite.computeIfAbsent(outcome.suite(), suite -> new ArrayList<>())
                .add(outcome));
        boolean failed = false;
        for (List<VectorOutcome> group : bySuite.values()) {
            List<VectorOutcome> failures = group.stream()
                    .filter(outcome -> outcome.failure().isPresent())
                    .toList();
            VectorOutcome first = group.get(0);
            out.printf(
                    "%-42s %-10s %4d passed %4d failed%n",
                    first.file(), first.suiteName(), group.size() - failures.size(), failures.size());
            failures.forEach(failure -> out.printf(
                    "    vector %d: %s%n", failure.place(), failure.failure().orElse("")));
            failed |= !failures.isEmpty();
        }
        return failed;
    }
}
