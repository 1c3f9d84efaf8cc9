package dev.e2ei.core.client;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Passes everything on to a sound engine, and fails once, at the write that a test chose: put, delete or commit. */
public final class FailingStorage implements StorageEngine {
    private final StorageEngine sound;
    private int writesBeforeFailure = Integer.MAX_VALUE;

    public FailingStorage(StorageEngine sound) {
        this.sound = sound;
    }

    /** Fails at the k-th write from now on, counted from one. */
    public void failAt(int k) {
        writesBeforeFailure = k;
    }

    /** Whether the failure is still to come. */
    public boolean armed() {
        boolean armed = writesBeforeFailure > 0 && writesBeforeFailure != Integer.MAX_VALUE;
        writesBeforeFailure = Integer.MAX_VALUE;
        return armed;
    }

    private void write() {
        if (--writesBeforeFailure == 0) {
            throw new StorageException(ErrorCode.STORAGE_FULL, "planted: no space is left");
        }
    }

    @Override
    public StorageTransaction read() {
        return sound.read();
    }

    @Override
    public StorageTransaction write(Duration timeout) {
        return new Failing(sound.write(timeout));
    }

    @Override
    public String erasure() {
        return sound.erasure();
    }

    @Override
    public void check() {
        sound.check();
    }

    @Override
    public void close() {}

    private final class Failing implements StorageTransaction {
        private final StorageTransaction transaction;

        Failing(StorageTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public byte @Nullable [] get(String keyspace, byte[] key) {
            return transaction.get(keyspace, key);
        }

        @Override
        public void put(String keyspace, byte[] key, byte[] value) {
            write();
            transaction.put(keyspace, key, value);
        }

        @Override
        public void delete(String keyspace, byte[] key) {
            write();
            transaction.delete(keyspace, key);
        }

        @Override
        public StorageCursor scan(String keyspace, byte[] prefix) {
            return transaction.scan(keyspace, prefix);
        }

        @Override
        public void commit() {
            write();
            transaction.commit();
        }

        @Override
        public void close() {
            transaction.close();
        }
    }
}
