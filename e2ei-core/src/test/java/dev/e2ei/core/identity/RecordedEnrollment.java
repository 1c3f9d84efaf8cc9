package dev.e2ei.core.identity;

import dev.e2ei.core.x509.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a recording of a real enrollment has of interest here.
 *
 * @param name the file
 * @param clientId the client that enrolled
 * @param chain what the real server issued
 * @param root its root; empty text where the recording has none
 */
record RecordedEnrollment(String name, String clientId, String chain, String root) {
    static List<RecordedEnrollment> all() {
        return Vectors.files(Vectors.folder("acme"), ".json").stream()
                .map(RecordedEnrollment::read)
                .toList();
    }

    private static RecordedEnrollment read(Path file) {
        try {
            String json = Files.readString(file);
            return new RecordedEnrollment(
                    file.getFileName().toString(),
                    member(json, "clientId"),
                    member(json, "chain"),
                    member(json, "rootPem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String member(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\": *\"((?:[^\"\\\\]|\\\\.)*+)\"")
                .matcher(json);
        return matcher.find() ? matcher.group(1).replace("\\n", "\n").replace("\\r", "\r") : "";
    }

    @Override
    public String toString() {
        return name;
    }
}
