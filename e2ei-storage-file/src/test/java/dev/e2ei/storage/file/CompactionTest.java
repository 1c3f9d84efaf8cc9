package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.AT_ONCE;
import static dev.e2ei.storage.file.Octets.get;
import static dev.e2ei.storage.file.Octets.octets;
import static dev.e2ei.storage.file.Octets.put;
import static dev.e2ei.storage.file.Octets.scan;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A log in which garbage outweighs")
class CompactionTest {
    @TempDir
    Path folder;

    private StoreFiles files;

    @BeforeEach
    void place() throws IOException {
        files = StoreFiles.in(folder, "default", new NioDisk());
    }

    private StorageEngine open(long garbage) throws IOException {
        return FileStorageEngine.open(new NioDisk(), files, new Compaction.Rule(garbage, 0));
    }

    @Test
    @DisplayName("is written anew, so that it does not grow without end")
    void bounded() throws IOException {
        try (StorageEngine engine = open(10_000)) {
            put(engine, "leaf", "kept", "k".repeat(5_000));
            for (int i = 0; i < 300; i++) {
                put(engine, "ratchet", "a", ("" + i).repeat(200));
                assertTrue(Files.size(files.log()) < 30_000);
            }
            assertEquals("299".repeat(200), get(engine, "ratchet", "a"));
            assertEquals("k".repeat(5_000), get(engine, "leaf", "kept"));
            engine.check();
        }
        try (StorageEngine engine = open(10_000)) {
            assertEquals("299".repeat(200), get(engine, "ratchet", "a"));
            assertEquals("k".repeat(5_000), get(engine, "leaf", "kept"));
        }
    }

    @Test
    @DisplayName("stays readable for snapshots from before, through any number of compactions")
    void snapshots() throws IOException {
        try (StorageEngine engine = open(100)) {
            put(engine, "leaf", "a", "first");
            put(engine, "leaf", "gone", "first");
            try (StorageTransaction first = engine.read();
                    StorageCursor cursor = first.scan("leaf", new byte[0])) {
                assertTrue(cursor.next());
                for (int i = 0; i < 20; i++) {
                    put(engine, "leaf", "a", "x".repeat(150) + i);
                    put(engine, "leaf", "later", "x".repeat(150) + i);
                }
                try (StorageTransaction writing = engine.write(AT_ONCE)) {
                    writing.delete("leaf", octets("gone"));
                    writing.commit();
                }
                try (StorageTransaction second = engine.read()) {
                    put(engine, "leaf", "a", "y".repeat(500));
                    put(engine, "leaf", "a", "last");
                    assertEquals("x".repeat(150) + 19, get(second, "leaf", "a"));
                    assertEquals("none", get(second, "leaf", "gone"));
                }
                assertEquals(Map.of("a", "first", "gone", "first"), scan(first, "leaf", new byte[0]));
                assertArrayEquals(octets("first"), cursor.value());
                assertTrue(cursor.next());
                assertArrayEquals(octets("gone"), cursor.key());
            }
            assertEquals("last", get(engine, "leaf", "a"));
            put(engine, "leaf", "a", "and on");
            assertEquals("and on", get(engine, "leaf", "a"));
        }
    }

    @Test
    @DisplayName("may hold values larger than any buffer")
    void large() throws IOException {
        byte[] large = new byte[300_000];
        new Random(3).nextBytes(large);
        try (StorageEngine engine = open(1_000)) {
            for (int i = 0; i < 5; i++) {
                try (StorageTransaction writing = engine.write(AT_ONCE)) {
                    writing.put("leaf", octets("small" + i), octets("1"));
                    writing.put("leaf", octets("large"), large);
                    writing.put("leaf", octets("zero"), new byte[0]);
                    writing.commit();
                }
            }
            assertTrue(Files.size(files.log()) < 700_000);
        }
        try (StorageEngine engine = open(1_000);
                StorageTransaction reading = engine.read()) {
            assertArrayEquals(large, reading.get("leaf", octets("large")));
            assertArrayEquals(new byte[0], reading.get("leaf", octets("zero")));
            assertEquals("1", get(reading, "leaf", "small3"));
        }
    }

    @Test
    @DisplayName("may be emptied, and filled again")
    void emptied() throws IOException {
        try (StorageEngine engine = open(10)) {
            put(engine, "leaf", "a", "1");
            try (StorageTransaction writing = engine.write(AT_ONCE)) {
                writing.delete("leaf", octets("a"));
                writing.commit();
            }
            assertEquals("none", get(engine, "leaf", "a"));
        }
        try (StorageEngine engine = open(10)) {
            engine.check();
            assertEquals("none", get(engine, "leaf", "a"));
            put(engine, "leaf", "a", "2");
        }
        try (StorageEngine engine = open(10)) {
            assertEquals("2", get(engine, "leaf", "a"));
        }
    }
}
