package dev.e2ei.tests.paths;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/** The files of a folder of cases, compressed or not. */
final class CaseFiles {
    static final String TIERS = "tiers.tsv";

    private CaseFiles() {}

    /** The files with cases, sorted. */
    static List<Path> of(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isTable(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isTable(String name) {
        return (name.endsWith(".tsv") || name.endsWith(".tsv.xz")) && !name.startsWith(TIERS);
    }

    /** Each line that is not empty. */
    static void lines(Path file, Consumer<String> taker) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".xz") ? new XZInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().filter(line -> !line.isBlank()).forEach(taker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
