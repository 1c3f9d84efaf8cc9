package dev.e2ei.storage.file;

import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A snapshot, and what is to be changed of it. Its lock is for the engine, which may close it from another thread. */
final class FileTransaction implements StorageTransaction {
    private static final int MAX_VALUE = 64 * 1024 * 1024;

    private final FileStorageEngine engine;
    private final Index index;
    private final long snapshot;
    private final boolean writing;
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<byte[], Change> changes = new TreeMap<>(Arrays::compareUnsigned);
    private final Set<FileCursor> cursors = new HashSet<>();
    private boolean over;

    FileTransaction(FileStorageEngine engine, Index index, long snapshot, boolean writing) {
        this.engine = engine;
        this.index = index;
        this.snapshot = snapshot;
        this.writing = writing;
    }

    /** A use of the transaction that reads. */
    interface Reading<T extends @Nullable Object> {
        T run() throws IOException;
    }

    /** Runs something, unless the transaction is over. */
    <T extends @Nullable Object> T use(Reading<T> reading) {
        lock.lock();
        try {
            requireOpen();
            return reading.run();
        } catch (IOException e) {
            throw IoFailure.of("reading failed", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public byte @Nullable [] get(String keyspace, byte[] key) {
        byte[] joined = StoreKey.of(keyspace, key);
        return use(() -> {
            Change change = changes.get(joined);
            if (change != null) {
                byte[] value = change.value();
                return value == null ? null : value.clone();
            }
            Location location = index.find(joined, snapshot);
            return location == null ? null : location.read();
        });
    }

    @Override
    public void put(String keyspace, byte[] key, byte[] value) {
        byte[] joined = StoreKey.of(keyspace, key);
        if (value.length > MAX_VALUE) {
            throw new IllegalArgumentException("a value has at most " + MAX_VALUE + " octets");
        }
        Change change = Change.put(value);
        use(() -> {
            requireWriting();
            return changes.put(joined, change);
        });
    }

    @Override
    public void delete(String keyspace, byte[] key) {
        byte[] joined = StoreKey.of(keyspace, key);
        use(() -> {
            requireWriting();
            return index.find(joined, snapshot) == null ? changes.remove(joined) : changes.put(joined, Change.DELETION);
        });
    }

    private void requireWriting() {
        if (!writing) {
            throw new IllegalStateException("this transaction only reads");
        }
        if (!cursors.isEmpty()) {
            throw new IllegalStateException("a cursor of this transaction is still open");
        }
    }

    @Override
    public StorageCursor scan(String keyspace, byte[] prefix) {
        byte[] joined = StoreKey.prefix(keyspace, prefix);
        return use(() -> {
            Entries entries = new Entries(index.from(joined), changes.tailMap(joined, true), joined, snapshot);
            FileCursor cursor = new FileCursor(this, keyspace, entries);
            cursors.add(cursor);
            return cursor;
        });
    }

    void end(FileCursor cursor) {
        lock.lock();
        try {
            cursors.remove(cursor);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void commit() {
        lock.lock();
        try {
            requireOpen();
            if (!changes.isEmpty()) {
                engine.commit(changes);
            }
        } finally {
            close(); // nothing of a commit that failed is tried again
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!over) {
                over = true;
                changes.clear();
                cursors.clear();
                engine.ended(this);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isWriting() {
        return writing;
    }

    long snapshot() {
        return snapshot;
    }

    private void requireOpen() {
        engine.requireOpen();
        if (over) {
            throw new IllegalStateException("this transaction is over");
        }
    }
}
