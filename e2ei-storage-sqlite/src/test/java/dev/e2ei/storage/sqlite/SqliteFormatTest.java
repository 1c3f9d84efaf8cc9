package dev.e2ei.storage.sqlite;

import static dev.e2ei.storage.sqlite.Octets.get;
import static dev.e2ei.storage.sqlite.Octets.open;
import static dev.e2ei.storage.sqlite.Octets.put;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A file that is not a sound database of this format")
class SqliteFormatTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("store.db");
    }

    private void sql(String statement) throws SQLException {
        try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement run = foreign.createStatement()) {
            run.execute(statement);
        }
    }

    private ErrorCode refusal() {
        return assertThrows(StorageException.class, () -> open(file())).code();
    }

    @Test
    @DisplayName("is refused and left as it is if it belongs to another application")
    void foreign() throws Exception {
        sql("CREATE TABLE theirs (x)");
        byte[] before = Files.readAllBytes(file());
        assertEquals(ErrorCode.STORAGE_UNSUPPORTED_FORMAT, refusal());
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    @Test
    @DisplayName("is refused if its format is a later one")
    void later() throws Exception {
        open(file()).close();
        sql("PRAGMA user_version=2");
        assertEquals(ErrorCode.STORAGE_UNSUPPORTED_FORMAT, refusal());
        sql("PRAGMA user_version=1");
        open(file()).close();
    }

    @Test
    @DisplayName("is refused if it is no database at all, or has lost its end")
    void noDatabase() throws IOException {
        Files.writeString(file(), "These are notes, and long enough for a header of a database.".repeat(40));
        assertEquals(ErrorCode.STORAGE_CORRUPT, refusal());
        Files.delete(file());
        open(file()).close();
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), java.util.Arrays.copyOf(whole, 1024));
        assertEquals(ErrorCode.STORAGE_CORRUPT, refusal());
    }

    @Test
    @DisplayName("is found out by check, page by page, where the damage is to the structure")
    void damagedPages() throws IOException {
        try (StorageEngine engine = open(file())) {
            for (int i = 0; i < 60; i++) {
                put(engine, "leaf", "key-" + i, ("value-" + i).repeat(200));
            }
            assertDoesNotThrow(engine::check);
        }
        byte[] sound = Files.readAllBytes(file());
        int found = 0;
        int tried = 0;
        for (int page = 1; page * 1024 < sound.length; page += 3) {
            byte[] damaged = sound.clone();
            // The page's type, its freeblock, its count of cells or an overflow page's link.
            for (int i = 0; i < 8; i++) {
                damaged[page * 1024 + i] ^= (byte) 0xa5;
            }
            Files.write(file(), damaged);
            tried++;
            try (StorageEngine engine = open(file())) {
                engine.check();
            } catch (StorageException e) {
                assertEquals(ErrorCode.STORAGE_CORRUPT, e.code());
                found++;
            }
        }
        assertTrue(tried > 10);
        assertEquals(tried, found);
    }

    @Test
    @DisplayName("never causes anything but a StorageException, wherever its bits are flipped")
    void flippedBits() throws IOException {
        try (StorageEngine engine = open(file())) {
            for (int i = 0; i < 20; i++) {
                put(engine, "leaf", "key-" + i, ("value-" + i).repeat(50));
            }
        }
        byte[] sound = Files.readAllBytes(file());
        Random random = new Random(20);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = sound.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file(), damaged);
            try (StorageEngine engine = open(file())) {
                get(engine, "leaf", "key-" + random.nextInt(20));
                put(engine, "leaf", "key-" + random.nextInt(20), "new");
                engine.check();
            } catch (StorageException declared) {
                assertTrue(declared.code().name().startsWith("STORAGE_"));
            }
        }
    }
}
