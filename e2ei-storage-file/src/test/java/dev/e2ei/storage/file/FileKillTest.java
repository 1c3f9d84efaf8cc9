package dev.e2ei.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A process that is killed while it commits")
class FileKillTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("loses no acknowledged transaction and leaves none in part")
    void killed() throws Exception {
        Path file = folder;
        Random random = new Random(9);
        for (int round = 0; round < 6; round++) {
            int acknowledged = 0;
            try (Child child = Child.start("count", file)) {
                int enough = random.nextInt(120) + 1;
                for (int lines = 0; lines < enough; lines++) {
                    acknowledged = Integer.parseInt(child.line());
                }
                child.kill();
                for (String line = child.line(); !line.isEmpty(); line = child.line()) {
                    acknowledged = Integer.parseInt(line);
                }
            }
            try (StorageEngine engine = Octets.open(file);
                    StorageTransaction reading = engine.read()) {
                engine.check();
                int found = Integer.parseInt(Octets.get(reading, "count", "row-0"));
                assertTrue(found == acknowledged || found == acknowledged + 1, found + " after " + acknowledged);
                for (int row = 0; row < Child.ROWS; row++) {
                    assertEquals("" + found, Octets.get(reading, "count", "row-" + row));
                }
            }
        }
    }
}
