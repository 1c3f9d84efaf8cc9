package dev.e2ei.core.x509;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One target under Jazzer, in a process of its own, guided by coverage, for an exact number of inputs.
 *
 * @param target what is fuzzed
 * @param seeds how many inputs it began with
 * @param inputs how many inputs it was given, as libFuzzer counted them; -1 if it did not come to say
 * @param findings how many of them were findings
 * @param seconds how long that took
 * @param log all that was printed
 */
record FuzzRound(FuzzTarget target, int seeds, long inputs, int findings, long seconds, Path log) {
    private static final Pattern EXECUTED = Pattern.compile("stat::number_of_executed_units: (\\d+)");

    static FuzzRound run(FuzzTarget target, List<byte[]> seeds, Path folder, long runs, long seed)
            throws IOException, InterruptedException {
        Path own = folder.resolve(target.name());
        Path seedFolder = Files.createDirectories(own.resolve("seeds"));
        Path corpus = Files.createDirectories(own.resolve("corpus"));
        Path findings = Files.createDirectories(own.resolve("findings"));
        Path suspects = Files.createDirectories(own.resolve("suspects"));
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(seedFolder.resolve(String.format("%04d", i)), seeds.get(i));
        }
        Path log = own.resolve("log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-De2ei.fuzz.suspects=" + suspects,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + FuzzEntry.class.getName(),
                "--target_args=" + target.name(),
                "--instrumentation_includes=dev.e2ei.core.**",
                "--instrumentation_excludes=dev.e2ei.core.x509.Fuzz**",
                // The built-in hooks look for calls that no parser makes.
                "--custom_hook_excludes=**",
                "--reproducer_path=" + findings,
                "-artifact_prefix=" + findings + "/",
                "-print_final_stats=1",
                "-runs=" + runs,
                "-seed=" + seed,
                "-max_len=131072",
                "-timeout=20",
                "-rss_limit_mb=0",
                corpus.toString(),
                seedFolder.toString()));
        long start = System.nanoTime();
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        int found = found(findings, exit) + tooDear(target, suspects, log);
        return new FuzzRound(target, seeds.size(), executed(log), found, seconds, log);
    }

    private static int tooDear(FuzzTarget target, Path suspects, Path log) throws IOException {
        int found = 0;
        for (Path suspect : files(suspects)) {
            try {
                FuzzInput.check(target, Files.readAllBytes(suspect));
            } catch (AssertionError e) {
                found++;
                Files.writeString(log, suspect + ": " + e.getMessage() + "\n", StandardOpenOption.APPEND);
            }
        }
        return found;
    }

    private static long executed(Path log) throws IOException {
        Matcher matcher = EXECUTED.matcher(Files.readString(log));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    /** A round that ended otherwise than well has a finding, even if it left no input behind. */
    private static int found(Path findings, int exit) throws IOException {
        int inputs = (int) files(findings).stream()
                .filter(file -> !file.toString().endsWith(".java"))
                .count();
        return exit == 0 ? inputs : Math.max(1, inputs);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Whether exactly so many inputs, or all seeds if they were more, went through without a finding. */
    boolean isRight(long runs) {
        return findings == 0 && inputs >= runs && inputs <= Math.max(runs, seeds + 1L);
    }

    @Override
    public String toString() {
        return String.format(
                "%-17s %7d inputs, %d findings, of them %d seeds, %d s",
                target + ":", inputs, findings, seeds, seconds);
    }
}
