package dev.e2ei.core.x509;

import dev.e2ei.api.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Fuzzes every parser of certificates with Jazzer, as many at a time as there are processors, and prints a line for each.
 * Arguments: a folder to write to, the number of inputs for each target, a seed.
 */
public final class FuzzMain {
    private FuzzMain() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long runs = Long.parseLong(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        empty(folder);
        FuzzSeeds seeds = FuzzSeeds.read(vectors());
        ExecutorService lanes =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        List<Future<FuzzRound>> rounds = new ArrayList<>();
        for (FuzzTarget target : FuzzTarget.values()) {
            List<byte[]> own = seeds.of(target).stream().map(Bytes::toByteArray).toList();
            rounds.add(lanes.submit(() -> FuzzRound.run(target, own, folder, runs, seed)));
        }
        lanes.shutdown();
        System.out.printf("fuzzing with Jazzer on Java %s, seed %d%n", System.getProperty("java.version"), seed);
        boolean right = true;
        for (Future<FuzzRound> round : rounds) {
            FuzzRound done = round.get();
            System.out.println(done);
            if (!done.isRight(runs)) {
                System.out.println("  see " + done.log());
                right = false;
            }
        }
        System.exit(right ? 0 : 1);
    }

    /** The folder of vectors; in continuous integration there has to be one. */
    private static String vectors() {
        String folder = System.getProperty("e2ei.vectors", "");
        if (folder.isEmpty() || !Files.isDirectory(Path.of(folder, "x509"))) {
            String missing = "no vectors to begin with; pass -De2ei.vectors=DIR";
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException(missing);
            }
            System.out.println(missing);
            return "";
        }
        return folder;
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(one);
                }
            }
        }
    }
}
