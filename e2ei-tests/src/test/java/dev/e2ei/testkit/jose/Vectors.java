package dev.e2ei.testkit.jose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.tukaani.xz.XZInputStream;

/** Foreign vectors, which are not part of the repository. */
public final class Vectors {
    private Vectors() {}

    /**
     * The octets of a file; a test without vectors is skipped, but not on the build server.
     *
     * @param name the file below the folder of vectors; {@code .xz} is unpacked
     * @return its octets
     */
    public static byte[] read(String name) {
        String folder = System.getProperty("e2ei.vectors");
        if (folder == null || folder.isBlank()) {
            String message = "foreign vectors are missing: pass -De2ei.vectors=DIR";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        Path file = Path.of(folder, name);
        try (InputStream in = Files.newInputStream(file)) {
            return name.endsWith(".xz") ? new XZInputStream(in).readAllBytes() : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
