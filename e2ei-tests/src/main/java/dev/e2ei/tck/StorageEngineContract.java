package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What every storage engine has to do. A binding says how the store of one test is opened; each test has a store of its
 * own, which is empty at first.
 */
public abstract class StorageEngineContract extends StorageRowsContract {
    private static final Duration SHORT = Duration.ofMillis(50);

    /** For subclasses. */
    protected StorageEngineContract() {}

    /** A transaction sees its own writes and deletions. If this fails, check reads in a writing transaction. */
    @Test
    public void aTransactionSeesItsOwnWrites() {
        StorageEngine engine = engine();
        write(engine, transaction -> transaction.put(SPACE, octets("old"), octets("1")));
        try (StorageTransaction writing = engine.write(LONG)) {
            writing.put(SPACE, octets("new"), octets("2"));
            writing.put(SPACE, octets("new"), octets("3"));
            writing.delete(SPACE, octets("old"));
            assertArrayEquals(octets("3"), writing.get(SPACE, octets("new")));
            assertNull(writing.get(SPACE, octets("old")));
            assertEquals(List.of("6e6577"), keys(writing, new byte[0]));
        }
    }

    /** Closing without commit undoes puts, overwrites and deletions. If this fails, check the roll back. */
    @Test
    public void closingWithoutCommitRollsBack() {
        StorageEngine engine = engine();
        write(engine, transaction -> {
            transaction.put(SPACE, octets("kept"), octets("old"));
            transaction.put(SPACE, octets("deleted"), octets("old"));
        });
        try (StorageTransaction writing = engine.write(LONG)) {
            writing.put(SPACE, octets("kept"), octets("new"));
            writing.put(SPACE, octets("added"), octets("new"));
            writing.delete(SPACE, octets("deleted"));
        }
        assertArrayEquals(octets("old"), read(engine, "kept"));
        assertArrayEquals(octets("old"), read(engine, "deleted"));
        assertArrayEquals(octets("nothing"), read(engine, "added"));
    }

    /** Writes of several keyspaces are seen together or not at all. If this fails, check what a commit covers. */
    @Test
    public void aCommitIsAtomic() {
        StorageEngine engine = engine();
        StorageTransaction before = engine.read();
        try (StorageTransaction writing = engine.write(LONG)) {
            for (int i = 0; i < 100; i++) {
                writing.put("space" + i % 7, octets("key" + i), octets("value"));
            }
            assertNull(before.get("space0", octets("key0")));
            writing.commit();
        } finally {
            before.close();
        }
        try (StorageTransaction after = engine.read()) {
            for (int i = 0; i < 100; i++) {
                assertNotNull(after.get("space" + i % 7, octets("key" + i)));
            }
        }
    }

    /** A reader keeps the state of its beginning. If this fails, check the snapshot of read transactions. */
    @Test
    public void aReaderKeepsItsSnapshot() {
        StorageEngine engine = engine();
        write(engine, transaction -> transaction.put(SPACE, octets("a"), octets("old")));
        try (StorageTransaction reading = engine.read()) {
            assertArrayEquals(octets("old"), reading.get(SPACE, octets("a")));
            write(engine, transaction -> {
                transaction.put(SPACE, octets("a"), octets("new"));
                transaction.put(SPACE, octets("b"), octets("new"));
            });
            assertArrayEquals(octets("old"), reading.get(SPACE, octets("a")));
            assertEquals(List.of("61"), keys(reading, new byte[0]));
        }
        assertArrayEquals(octets("new"), read(engine, "a"));
    }

    /** Uncommitted writes are nobody else's. If this fails, check the isolation of the writer. */
    @Test
    public void aReaderDoesNotSeeUncommittedWrites() {
        StorageEngine engine = engine();
        try (StorageTransaction writing = engine.write(LONG)) {
            writing.put(SPACE, octets("key"), octets("value"));
            assertArrayEquals(octets("nothing"), read(engine, "key"));
        }
    }

    /** Committed values are there after a restart. If this fails, check that commit returns only when durable. */
    @Test
    public void committedValuesSurviveARestart() {
        assumeTrue(survivesRestart(), "this store ends with its engine");
        StorageEngine first = engine();
        write(first, transaction -> transaction.put(SPACE, octets("key"), octets("value")));
        StorageTransaction left = first.write(LONG);
        left.put(SPACE, octets("uncommitted"), octets("value"));
        first.close();
        StorageEngine second = engine();
        assertArrayEquals(octets("value"), read(second, "key"));
        assertArrayEquals(octets("nothing"), read(second, "uncommitted"));
        assertDoesNotThrow(second::check);
    }

    /** A second writer waits, and is told {@code STORAGE_LOCKED}. If this fails, check the writer lock's timeout. */
    @Test
    public void aSecondWriterTimesOut() {
        StorageEngine engine = engine();
        try (StorageTransaction first = engine.write(LONG)) {
            first.put(SPACE, octets("key"), octets("first"));
            StorageException refused = assertThrows(StorageException.class, () -> engine.write(SHORT));
            assertEquals(ErrorCode.STORAGE_LOCKED, refused.code());
            assertTrue(refused.retryable());
            first.commit();
        }
        write(engine, transaction -> transaction.put(SPACE, octets("key"), octets("second")));
        assertArrayEquals(octets("second"), read(engine, "key"));
    }

    /**
     * A waiting writer begins after the other's commit and sees it. If this fails, check what a writer reads first.
     *
     * @throws Exception if the test fails
     */
    @Test
    public void aWaitingWriterSeesTheOthersCommit() throws Exception {
        StorageEngine engine = engine();
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<byte[]> seen;
        try (StorageTransaction first = engine.write(LONG)) {
            first.put(SPACE, octets("key"), octets("first"));
            seen = CompletableFuture.supplyAsync(() -> {
                waiting.countDown();
                try (StorageTransaction second = engine.write(LONG)) {
                    byte[] value = second.get(SPACE, octets("key"));
                    return value == null ? octets("nothing") : value;
                }
            });
            assertTrue(waiting.await(30, TimeUnit.SECONDS));
            first.commit();
        }
        assertArrayEquals(octets("first"), seen.get(30, TimeUnit.SECONDS));
    }

    /** An interrupt ends the wait and stays set. If this fails, check how the writer lock waits. */
    @Test
    public void anInterruptEndsTheWait() {
        StorageEngine engine = engine();
        try (StorageTransaction first = engine.write(LONG)) {
            first.put(SPACE, octets("key"), octets("first"));
            Thread.currentThread().interrupt();
            StorageException refused = assertThrows(StorageException.class, () -> engine.write(LONG));
            assertTrue(Thread.interrupted(), "the interrupt flag is still set");
            assertEquals(ErrorCode.INTERRUPTED, refused.code());
        }
    }

    /** Writing to a read transaction is wrong use. If this fails, check the kind of the transaction in put. */
    @Test
    public void aReaderCannotWrite() {
        StorageEngine engine = engine();
        try (StorageTransaction reading = engine.read()) {
            assertThrows(IllegalStateException.class, () -> reading.put(SPACE, octets("key"), octets("value")));
            assertThrows(IllegalStateException.class, () -> reading.delete(SPACE, octets("key")));
        }
    }

    /** A transaction that is over, or whose engine is closed, refuses. If this fails, check use after close. */
    @Test
    public void useAfterTheEndIsRefused() {
        StorageEngine engine = engine();
        StorageTransaction committed = engine.write(LONG);
        committed.commit();
        assertThrows(IllegalStateException.class, () -> committed.get(SPACE, octets("key")));
        assertThrows(IllegalStateException.class, () -> committed.put(SPACE, octets("key"), octets("value")));
        assertDoesNotThrow(committed::close, "closing after commit does nothing");
        StorageTransaction left = engine.read();
        engine.close();
        assertThrows(IllegalStateException.class, () -> left.get(SPACE, octets("key")));
        assertThrows(IllegalStateException.class, engine::read);
        assertThrows(IllegalStateException.class, () -> engine.write(LONG));
        assertDoesNotThrow(left::close);
        assertDoesNotThrow(engine::close, "closing twice does nothing");
    }

    /** Two engines on one store see each other's commits and wait for each other. If this fails, check the lock. */
    @Test
    public void twoEnginesShareAStore() {
        assumeTrue(canBeShared(), "this store has one engine at a time");
        StorageEngine one = engine();
        StorageEngine other = engine();
        write(one, transaction -> transaction.put(SPACE, octets("key"), octets("value")));
        assertArrayEquals(octets("value"), read(other, "key"));
        try (StorageTransaction writing = one.write(LONG)) {
            writing.put(SPACE, octets("key"), octets("new"));
            StorageException refused = assertThrows(StorageException.class, () -> other.write(SHORT));
            assertEquals(ErrorCode.STORAGE_LOCKED, refused.code());
            writing.commit();
        }
        assertArrayEquals(octets("new"), read(other, "key"));
    }

    /** A store with one engine at a time says so to the second. If this fails, check the lock on opening. */
    @Test
    public void aSecondEngineIsToldThatTheStoreIsLocked() {
        assumeTrue(survivesRestart() && !canBeShared(), "each engine has a store of its own, or they share it");
        engine();
        StorageException refused = assertThrows(StorageException.class, this::open);
        assertEquals(ErrorCode.STORAGE_LOCKED, refused.code());
    }
}
