package dev.e2ei.storage.sqlite;

import static dev.e2ei.storage.sqlite.Octets.AT_ONCE;
import static dev.e2ei.storage.sqlite.Octets.get;
import static dev.e2ei.storage.sqlite.Octets.octets;
import static dev.e2ei.storage.sqlite.Octets.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A database without space")
class SqliteFullTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("refuses what does not fit, keeps what it has, and goes on when there is space again")
    void full() {
        Database small =
                new Database(DatabaseFile.prepare(folder.resolve("store.db")), List.of("PRAGMA max_page_count=40"));
        try (StorageEngine engine = SqliteStorageEngine.open(small, "default")) {
            put(engine, "group", "kept", "1".repeat(20_000));
            try (StorageTransaction writing = engine.write(AT_ONCE)) {
                writing.put("group", octets("small"), octets("2"));
                StorageException full = assertThrows(
                        StorageException.class, () -> writing.put("group", octets("large"), new byte[30_000]));
                assertEquals(ErrorCode.STORAGE_FULL, full.code());
                assertTrue(full.retryable());
                assertThrows(StorageException.class, writing::commit, "half a transaction is not committed");
            }
            assertEquals("none", get(engine, "group", "small"));
            assertEquals(20_000, get(engine, "group", "kept").length());
            engine.check();
            try (StorageTransaction writing = engine.write(AT_ONCE)) {
                writing.delete("group", octets("kept"));
                writing.put("group", octets("large"), new byte[30_000]);
                writing.commit();
            }
            assertEquals("none", get(engine, "group", "kept"));
        }
    }
}
