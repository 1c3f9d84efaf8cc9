package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.latin;
import static dev.e2ei.storage.file.Octets.open;
import static dev.e2ei.storage.file.Octets.put;
import static dev.e2ei.storage.file.Octets.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A store that was written by an earlier version")
class GoldenStoreTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("in format 1, three transactions and never closed, is read and goes on")
    void formatOne() throws IOException {
        Files.copy(Path.of("src/test/resources/format-1/golden.log"), folder.resolve("golden.log"));
        for (int round = 0; round < 2; round++) {
            try (StorageEngine engine = open(folder, "golden");
                    StorageTransaction reading = engine.read()) {
                engine.check();
                assertEquals(Map.of("key1", "value1", "key2", "value2"), scan(reading, "leaf", new byte[0]));
                assertEquals(
                        Map.of(latin(new byte[] {-1, 0}), latin(new byte[] {2})),
                        scan(reading, "ratchet", new byte[] {-1}));
                assertEquals(900, reading.get("large", new byte[] {1}).length);
                put(engine, "more", "round", "" + round);
            }
        }
    }
}
