package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Passes everything on to a sound engine, and fails once, at the write that a test chose: put, delete or commit. */
public final class FailingStorage implements StorageEngine {
    private final StorageEngine sound;
    private int writesBeforeFailure = Integer.MAX_VALUE;

    /** What was put, since a test cleared it: the keyspace and the octets of key and value. */
    final List<Put> puts = new ArrayList<>();

    /** How many rows were deleted, and how many times something was committed. */
    int deletions;

    int commits;

    record Put(String keyspace, int octets) {}

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

    void clearCounts() {
        puts.clear();
        deletions = 0;
        commits = 0;
    }

    /** Everything that is stored, as it is stored. */
    Map<String, Map<Bytes, Bytes>> dump(Collection<String> keyspaces) {
        Map<String, Map<Bytes, Bytes>> dump = new TreeMap<>();
        try (StorageTransaction reading = sound.read()) {
            for (String keyspace : keyspaces) {
                Map<Bytes, Bytes> rows = new HashMap<>();
                try (StorageCursor cursor = reading.scan(keyspace, new byte[0])) {
                    while (cursor.next()) {
                        rows.put(Bytes.of(cursor.key()), Bytes.of(cursor.value()));
                    }
                }
                dump.put(keyspace, rows);
            }
        }
        return dump;
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
            puts.add(new Put(keyspace, key.length + value.length));
            transaction.put(keyspace, key, value);
        }

        @Override
        public void delete(String keyspace, byte[] key) {
            write();
            deletions++;
            transaction.delete(keyspace, key);
        }

        @Override
        public StorageCursor scan(String keyspace, byte[] prefix) {
            return transaction.scan(keyspace, prefix);
        }

        @Override
        public void commit() {
            write();
            commits++;
            transaction.commit();
        }

        @Override
        public void close() {
            transaction.close();
        }
    }
}
