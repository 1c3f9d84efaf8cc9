package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.tukaani.xz.XZInputStream;

/** Where the vectors of others lie: {@code -De2ei.vectors=DIR}. */
public final class Vectors {
    private Vectors() {}

    /** A folder of vectors; without vectors the test is skipped, in continuous integration it fails. */
    public static Path folder(String name) {
        String root = System.getProperty("e2ei.vectors", "");
        Path folder = Path.of(root, name);
        if (root.isEmpty() || !Files.isDirectory(folder)) {
            String missing = "the vectors " + name + " are missing; pass -De2ei.vectors=DIR";
            if ("true".equals(System.getenv("CI"))) {
                fail(missing);
            }
            Assumptions.abort(missing);
        }
        return folder;
    }

    /** The files of a folder with the given ending, sorted. */
    public static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a text file, uncompressed if its name ends in {@code .xz}. */
    public static List<String> lines(Path file) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".xz") ? new XZInputStream(raw) : raw;
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
