package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.AT_ONCE;
import static dev.e2ei.storage.file.Octets.get;
import static dev.e2ei.storage.file.Octets.octets;
import static dev.e2ei.storage.file.Octets.open;
import static dev.e2ei.storage.file.Octets.put;
import static dev.e2ei.storage.file.Octets.scan;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A transaction in a log")
class FileTransactionTest {
    @TempDir
    Path folder;

    private StorageEngine engine;

    @BeforeEach
    void openStore() {
        engine = open(folder);
    }

    @AfterEach
    void closeStore() {
        engine.close();
    }

    @Test
    @DisplayName("sees its own writes, others see them once they are committed")
    void isolation() {
        put(engine, "group", "a", "old");
        try (StorageTransaction before = engine.read();
                StorageTransaction writing = engine.write(AT_ONCE)) {
            writing.put("group", octets("a"), octets("new"));
            writing.put("group", octets("b"), octets("new"));
            assertEquals("new", get(writing, "group", "a"));
            assertEquals("old", get(engine, "group", "a"));
            writing.commit();
            assertEquals("old", get(before, "group", "a"), "a snapshot stays as it was");
            assertEquals(Map.of("a", "old"), scan(before, "group", new byte[0]));
            assertEquals("new", get(engine, "group", "a"));
        }
    }

    @Test
    @DisplayName("leaves nothing when it is closed without a commit")
    void rollback() {
        put(engine, "group", "a", "old");
        try (StorageTransaction writing = engine.write(AT_ONCE)) {
            writing.put("group", octets("a"), octets("new"));
            writing.delete("group", octets("b"));
        }
        assertEquals("old", get(engine, "group", "a"));
        put(engine, "group", "a", "newer");
        assertEquals("newer", get(engine, "group", "a"));
    }

    @Test
    @DisplayName("goes through keys in the order of unsigned octets, those of its prefix only")
    void order() {
        byte[][] keys = {{0}, {0, 0}, {1}, {0x7f}, {(byte) 0x80}, {(byte) 0xff}, {(byte) 0xff, 1}, {(byte) 0xff, -1}};
        try (StorageTransaction writing = engine.write(AT_ONCE)) {
            for (byte[] key : keys) {
                writing.put("leaf", key, new byte[] {1});
            }
            writing.put("lea", new byte[] {(byte) 0xff, 2}, new byte[0]);
            writing.put("leafs", new byte[] {(byte) 0xff, 3}, new byte[0]);
            writing.commit();
        }
        try (StorageTransaction reading = engine.read()) {
            assertEquals(keys.length, scan(reading, "leaf", new byte[0]).size());
            assertEquals(3, scan(reading, "leaf", new byte[] {(byte) 0xff}).size());
            assertEquals(1, scan(reading, "leaf", new byte[] {(byte) 0xff, -1}).size());
            assertEquals(2, scan(reading, "leaf", new byte[] {0}).size());
            assertEquals(0, scan(reading, "leaf", new byte[] {2}).size());
            assertEquals(0, scan(reading, "none", new byte[0]).size());
        }
    }

    @Test
    @DisplayName("keeps and returns copies")
    void copies() {
        byte[] key = octets("a");
        byte[] value = octets("value");
        try (StorageTransaction writing = engine.write(AT_ONCE)) {
            writing.put("group", key, value);
            value[0] = 'V';
            key[0] = 'b';
            byte[] returned = writing.get("group", octets("a"));
            returned[1] = 'X';
            assertEquals("value", get(writing, "group", "a"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1023, 1024, 1_000_000, 64 * 1024 * 1024})
    @DisplayName("keeps values of every size")
    void sizes(int size) {
        byte[] value = new byte[size];
        new Random(size).nextBytes(value);
        try (StorageTransaction writing = engine.write(AT_ONCE)) {
            writing.put("group", octets("a"), value);
            writing.commit();
        }
        try (StorageTransaction reading = engine.read();
                StorageCursor cursor = reading.scan("group", octets("a"))) {
            assertArrayEquals(value, reading.get("group", octets("a")));
            assertTrue(cursor.next());
            assertArrayEquals(value, cursor.value());
        }
    }

    @Test
    @DisplayName("refuses keyspaces, keys and values outside the contract")
    void limits() {
        try (StorageTransaction writing = engine.write(AT_ONCE)) {
            for (String keyspace : List.of("", "Group", "a b", "a'; DROP TABLE entry; --", "x".repeat(65))) {
                assertThrows(IllegalArgumentException.class, () -> writing.get(keyspace, octets("a")));
                assertThrows(IllegalArgumentException.class, () -> writing.scan(keyspace, octets("a")));
            }
            assertThrows(IllegalArgumentException.class, () -> writing.put("group", new byte[0], octets("a")));
            assertThrows(IllegalArgumentException.class, () -> writing.put("group", new byte[1025], octets("a")));
            assertThrows(IllegalArgumentException.class, () -> writing.delete("group", new byte[1025]));
            byte[] large = new byte[64 * 1024 * 1024 + 1];
            assertThrows(IllegalArgumentException.class, () -> writing.put("group", octets("a"), large));
            writing.put("group", new byte[1024], octets("fits"));
            writing.commit();
        }
        try (StorageTransaction reading = engine.read()) {
            assertArrayEquals(octets("fits"), reading.get("group", new byte[1024]));
        }
    }

    @Test
    @DisplayName("is over after commit or close")
    void over() {
        StorageTransaction writing = engine.write(AT_ONCE);
        writing.put("group", octets("a"), octets("1"));
        StorageCursor cursor = writing.scan("group", octets("a"));
        writing.commit();
        assertThrows(IllegalStateException.class, () -> writing.get("group", octets("a")));
        assertThrows(IllegalStateException.class, () -> writing.put("group", octets("a"), octets("2")));
        assertThrows(IllegalStateException.class, writing::commit);
        assertThrows(IllegalStateException.class, cursor::next);
        cursor.close();
        writing.close();
        writing.close();
        assertEquals("1", get(engine, "group", "a"));
        StorageTransaction reading = engine.read();
        reading.close();
        assertThrows(IllegalStateException.class, () -> reading.get("group", octets("a")));
    }

    @Test
    @DisplayName("that reads does not write")
    void readOnly() {
        try (StorageTransaction reading = engine.read()) {
            assertThrows(IllegalStateException.class, () -> reading.put("group", octets("a"), octets("1")));
            assertThrows(IllegalStateException.class, () -> reading.delete("group", octets("a")));
            reading.commit();
            assertThrows(IllegalStateException.class, () -> reading.get("group", octets("a")));
        }
    }

    @Test
    @DisplayName("does not write under an open cursor, and a cursor knows where it is")
    void cursors() {
        put(engine, "group", "a", "1");
        try (StorageTransaction writing = engine.write(AT_ONCE)) {
            StorageCursor cursor = writing.scan("group", new byte[0]);
            assertThrows(IllegalStateException.class, cursor::key);
            assertTrue(cursor.next());
            assertThrows(IllegalStateException.class, () -> writing.put("group", octets("b"), octets("2")));
            assertArrayEquals(octets("a"), cursor.key());
            assertFalse(cursor.next());
            assertFalse(cursor.next());
            assertThrows(IllegalStateException.class, cursor::value);
            cursor.close();
            cursor.close();
            assertThrows(IllegalStateException.class, cursor::key);
            writing.put("group", octets("b"), octets("2"));
            writing.commit();
        }
        assertEquals("2", get(engine, "group", "b"));
    }

    @Test
    @DisplayName("ends with its store, rolled back")
    void closedStore() {
        StorageTransaction writing = engine.write(AT_ONCE);
        writing.put("group", octets("a"), octets("1"));
        StorageTransaction reading = engine.read();
        StorageCursor cursor = reading.scan("group", new byte[0]);
        engine.close();
        engine.close();
        assertThrows(IllegalStateException.class, writing::commit);
        assertThrows(IllegalStateException.class, () -> reading.get("group", octets("a")));
        assertThrows(IllegalStateException.class, cursor::next);
        writing.close();
        reading.close();
        cursor.close();
        assertThrows(IllegalStateException.class, engine::read);
        assertThrows(IllegalStateException.class, () -> engine.write(AT_ONCE));
        assertThrows(IllegalStateException.class, engine::check);
        engine = open(folder);
        assertEquals("none", get(engine, "group", "a"));
    }

    @Test
    @DisplayName("that writes waits for another, no longer than it is told")
    void oneWriter() {
        try (StorageTransaction writing = engine.write(AT_ONCE)) {
            StorageException refused = assertThrows(StorageException.class, () -> engine.write(AT_ONCE));
            assertEquals(ErrorCode.STORAGE_LOCKED, refused.code());
            assertTrue(refused.retryable());
            writing.commit();
        }
        engine.write(AT_ONCE).close();
    }

    @Test
    @DisplayName("that waits ends at an interrupt, with the flag kept")
    void interrupted() {
        try (StorageTransaction writing = engine.write(AT_ONCE)) {
            Thread.currentThread().interrupt();
            StorageException ended =
                    assertThrows(StorageException.class, () -> engine.write(java.time.Duration.ofDays(100_000)));
            assertEquals(ErrorCode.INTERRUPTED, ended.code());
            assertTrue(Thread.interrupted());
            writing.put("group", octets("a"), octets("1"));
            Thread.currentThread().interrupt();
            writing.commit();
            assertTrue(Thread.interrupted(), "an interrupt neither spoils a commit nor is swallowed by it");
        }
        assertEquals("1", get(engine, "group", "a"));
    }
}
