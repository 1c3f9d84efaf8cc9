package dev.e2ei.tests.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The stores of one run, in a folder that goes with it. */
final class PeerStore implements AutoCloseable {
    private final Path folder;

    PeerStore() {
        try {
            folder = Files.createTempDirectory("e2ei-peer-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a database lies; names may have any characters. */
    Path location(String databaseName) {
        return folder.resolve(HexFormat.of().formatHex(databaseName.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
