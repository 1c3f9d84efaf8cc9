package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.AT_ONCE;
import static dev.e2ei.storage.file.Octets.get;
import static dev.e2ei.storage.file.Octets.octets;
import static dev.e2ei.storage.file.Octets.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import dev.e2ei.storage.file.SimulatedDisk.Force;
import dev.e2ei.storage.file.SimulatedDisk.SyncFolder;
import dev.e2ei.storage.file.SimulatedDisk.Truncate;
import dev.e2ei.storage.file.SimulatedDisk.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A disk that fails")
class DiskFailureTest {
    private static final Compaction.Rule OFTEN = new Compaction.Rule(2_000, 0);

    @TempDir
    Path folder;

    private final SimulatedDisk disk = new SimulatedDisk();
    private StoreFiles files;

    @BeforeEach
    void place() throws IOException {
        files = StoreFiles.in(folder, "default", new NioDisk());
    }

    private StorageEngine open() throws IOException {
        return FileStorageEngine.open(disk, files, OFTEN);
    }

    private static ErrorCode refusal(StorageEngine engine, String value) {
        return assertThrows(StorageException.class, () -> put(engine, "group", "a", value))
                .code();
    }

    @Test
    @DisplayName("for want of space changes nothing, and the next commit succeeds when there is space")
    void full() throws IOException {
        try (StorageEngine engine = open()) {
            put(engine, "group", "a", "1");
            byte[] before = disk.content(files.log());
            disk.beFull(true);
            disk.failOn(Write.class::isInstance);
            assertEquals(ErrorCode.STORAGE_FULL, refusal(engine, "2"));
            assertEquals("1", get(engine, "group", "a"));
            assertEquals(before.length, disk.content(files.log()).length);
            disk.failOn(step -> false);
            put(engine, "group", "a", "3");
            assertEquals("3", get(engine, "group", "a"));
        }
        try (StorageEngine engine = open()) {
            assertEquals("3", get(engine, "group", "a"));
        }
    }

    @Test
    @DisplayName("at any step of any commit, once, leaves the transaction undone or done, and is declared")
    void onceAnywhere() throws IOException {
        for (int failing = 1; failing < 200; failing++) {
            int fatal = failing;
            AtomicInteger count = new AtomicInteger();
            disk.failOn(step -> count.incrementAndGet() == fatal);
            String expected = "none";
            try (StorageEngine engine = open()) {
                expected = get(engine, "group", "a");
                for (int i = 0; i < 8; i++) {
                    String next = failing + "-" + i + "-" + "x".repeat(400);
                    try {
                        put(engine, "group", "a", next);
                        expected = next;
                    } catch (StorageException declared) {
                        assertEquals(ErrorCode.STORAGE_FAILED, declared.code());
                    }
                    assertEquals(expected, get(engine, "group", "a"));
                }
            } catch (IOException | StorageException refused) {
                // opening or closing failed, which is declared as well
            }
            disk.failOn(step -> false);
            try (StorageEngine engine = open()) {
                assertEquals(expected, get(engine, "group", "a"), "failure at step " + failing);
            }
        }
    }

    @Test
    @DisplayName("so that a write can not be taken back leaves a store that is read, and written when it is reopened")
    void notTakenBack() throws IOException {
        try (StorageEngine engine = open()) {
            put(engine, "group", "a", "1");
            disk.failOn(step -> step instanceof Force || step instanceof Truncate);
            assertEquals(ErrorCode.STORAGE_FAILED, refusal(engine, "2"));
            disk.failOn(step -> false);
            assertEquals(ErrorCode.STORAGE_FAILED, refusal(engine, "3"));
            assertEquals("1", get(engine, "group", "a"));
        }
        try (StorageEngine engine = open()) {
            // The frame was whole: whether it counts is decided when it is found on the medium.
            assertEquals("2", get(engine, "group", "a"));
            put(engine, "group", "a", "4");
            assertEquals("4", get(engine, "group", "a"));
        }
    }

    @Test
    @DisplayName("while the log is compacted does not fail the commit, and it is tried again later")
    void compaction() throws IOException {
        try (StorageEngine engine = open()) {
            put(engine, "group", "a", "1".repeat(1_500));
            disk.failOn(step ->
                    step instanceof SimulatedDisk.Name name && name.path().equals(files.draft()));
            put(engine, "group", "a", "2".repeat(1_500));
            put(engine, "group", "a", "3".repeat(1_500));
            disk.failOn(step -> false);
            put(engine, "group", "a", "4".repeat(3_000));
            int grown = disk.content(files.log()).length;
            put(engine, "group", "a", "5");
            assertEquals("5", get(engine, "group", "a"));
            assertTrue(disk.content(files.log()).length < grown / 2, "compacted at last");
        }
    }

    @Test
    @DisplayName("to make a compacted log's name durable takes no more transactions, until it is reopened")
    void unsettled() throws IOException {
        try (StorageEngine engine = open()) {
            put(engine, "group", "a", "1".repeat(3_000));
            disk.failOn(SyncFolder.class::isInstance);
            put(engine, "group", "a", "2");
            disk.failOn(step -> false);
            assertEquals("2", get(engine, "group", "a"));
            assertEquals(ErrorCode.STORAGE_FAILED, refusal(engine, "3"));
        }
        try (StorageEngine engine = open()) {
            assertEquals("2", get(engine, "group", "a"));
            put(engine, "group", "a", "3");
        }
    }

    @Test
    @DisplayName("does not keep a transaction open that could not commit")
    void overAfterFailure() throws IOException {
        try (StorageEngine engine = open();
                StorageTransaction writing = engine.write(AT_ONCE)) {
            writing.put("group", octets("a"), octets("1"));
            disk.failOn(Write.class::isInstance);
            assertThrows(StorageException.class, writing::commit);
            disk.failOn(step -> false);
            assertThrows(IllegalStateException.class, writing::commit);
            put(engine, "group", "b", "2");
            assertEquals("none", get(engine, "group", "a"));
        }
    }
}
