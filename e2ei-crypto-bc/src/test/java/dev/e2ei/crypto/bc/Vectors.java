package dev.e2ei.crypto.bc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.tukaani.xz.XZInputStream;

/** Vectors made by others, which are not part of the repository: {@code -De2ei.vectors=DIR}. */
final class Vectors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Vectors() {}

    static JsonNode json(String file) {
        try (InputStream in = open(file)) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(String file) {
        try (InputStream in = open(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] hex(JsonNode object, String member) {
        return hex(object.required(member).textValue());
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    private static InputStream open(String file) throws IOException {
        String directory = System.getProperty("e2ei.vectors", "");
        if (directory.isEmpty()) {
            String missing = file + " is not here: pass -De2ei.vectors=DIR";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(missing);
            }
            Assumptions.abort(missing);
        }
        InputStream in = Files.newInputStream(Path.of(directory, file));
        return file.endsWith(".xz") ? new XZInputStream(in) : in;
    }
}
