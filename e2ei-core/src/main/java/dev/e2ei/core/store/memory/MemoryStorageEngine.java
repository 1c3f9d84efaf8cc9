package dev.e2ei.core.store.memory;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A commit is one assignment of an immutable state, so a reader's snapshot is that state. */
final class MemoryStorageEngine implements StorageEngine {
    private final Semaphore writer = new Semaphore(1, true);
    private volatile Map<String, SortedRows> committed = Map.of();
    private volatile boolean closed;

    @Override
    public StorageTransaction read() {
        requireOpen();
        return new MemoryTransaction(this, committed, false);
    }

    @Override
    public StorageTransaction write(Duration timeout) {
        requireOpen();
        try {
            if (!writer.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException(
                        ErrorCode.STORAGE_LOCKED, "another transaction has been writing for longer than " + timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(
                    ErrorCode.INTERRUPTED, "interrupted while waiting for another transaction to end", e);
        }
        if (closed) {
            writer.release();
            requireOpen();
        }
        return new MemoryTransaction(this, committed, true);
    }

    void commit(Map<String, SortedRows> state) {
        committed = state;
    }

    void writerDone() {
        writer.release();
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this store has been closed");
        }
    }

    @Override
    public String erasure() {
        return "Nothing is written to a medium; a deleted value is gone once its memory is used again.";
    }

    @Override
    public void check() {
        requireOpen();
    }

    @Override
    public void close() {
        closed = true;
        committed = Map.of();
    }
}
