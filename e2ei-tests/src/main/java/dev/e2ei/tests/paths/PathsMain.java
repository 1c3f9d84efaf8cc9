package dev.e2ei.tests.paths;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code java @e2ei-tests/target/paths.args DIR}: runs all {@code .tsv} and {@code .tsv.xz} files of a folder, with the tiers
 * of its {@code tiers.tsv} if there is one, and prints the table. The exit code is 0 only if no case was accepted that must be
 * refused, none refused that must be accepted, and no undeclared exception was thrown.
 */
public final class PathsMain {
    private static final int FAILED = 1;
    private static final int WRONG_USE = 2;

    private PathsMain() {}

    /**
     * Runs a folder.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out));
    }

    static int run(List<String> arguments, PrintStream out) {
        if (arguments.size() != 1 || !Files.isDirectory(Path.of(arguments.get(0)))) {
            out.println("usage: java @paths.args DIR");
            return WRONG_USE;
        }
        try {
            PathSuites suites = PathSuites.run(Path.of(arguments.get(0)));
            out.print(suites.report());
            if (suites.cases() == 0) {
                out.println("there was no case to run");
                return WRONG_USE;
            }
            return suites.passed() ? 0 : FAILED;
        } catch (UncheckedIOException | IllegalArgumentException e) {
            out.println("not a folder of cases: " + e.getMessage());
            return WRONG_USE;
        }
    }
}
