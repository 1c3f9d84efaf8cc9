package dev.e2ei.core.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows as one transaction sees them: its own writes, kept here until they are committed together, over what is
 * stored. Until the first write it reads a snapshot; from then on it holds the store's writer lock and reads under it.
 */
public final class BufferedRows implements Rows, AutoCloseable {
    private final SealedStore store;
    private final Duration timeout;
    private final Map<String, TreeMap<byte[], Change>> changes = new TreeMap<>();
    private @Nullable SealedTransaction base;
    private boolean writing;

    /** A row's new content, or that it is to be deleted. */
    private static final class Change {
        private final byte @Nullable [] content;

        Change(byte @Nullable [] content) {
            this.content = content;
        }

        void wipe() {
            if (content != null) {
                Arrays.fill(content, (byte) 0);
            }
        }
    }

    /**
     * Over a store.
     *
     * @param store the store
     * @param timeout how long to wait for another writer
     */
    public BufferedRows(SealedStore store, Duration timeout) {
        this.store = store;
        this.timeout = timeout;
    }

    /**
     * Takes the writer lock. What was read before may have changed meanwhile and has to be read again.
     *
     * @throws dev.e2ei.api.error.StorageException with code {@code STORAGE_LOCKED} after the timeout
     */
    public void lock() {
        if (!writing) {
            SealedTransaction locked = store.write(timeout);
            closeBase();
            base = locked;
            writing = true;
        }
    }

    private SealedTransaction base() {
        SealedTransaction current = base;
        if (current == null) {
            current = store.read();
            base = current;
        }
        return current;
    }

    @Override
    public byte[] pseudonym(String keyspace, int position, byte[] component) {
        return store.pseudonym(keyspace, position, component);
    }

    @Override
    public byte @Nullable [] get(String keyspace, byte[] key) {
        Change change = changesOf(keyspace).get(key);
        if (change != null) {
            return change.content == null ? null : change.content.clone();
        }
        return base().get(keyspace, key);
    }

    @Override
    public void put(String keyspace, byte[] key, byte[] content) {
        change(keyspace, key, new Change(content.clone()));
    }

    @Override
    public void delete(String keyspace, byte[] key) {
        change(keyspace, key, new Change(null));
    }

    private void change(String keyspace, byte[] key, Change change) {
        lock();
        Change previous = changes.computeIfAbsent(keyspace, name -> sorted()).put(key.clone(), change);
        if (previous != null) {
            previous.wipe();
        }
    }

    @Override
    public void scan(String keyspace, byte[] prefix, Consumer<byte[]> visitor) {
        TreeMap<byte[], byte[]> seen = sorted();
        try {
            base().scan(keyspace, prefix, seen::put);
            changesOf(keyspace).tailMap(prefix, true).forEach((key, change) -> overlay(seen, prefix, key, change));
            seen.values().forEach(visitor);
        } finally {
            seen.values().forEach(content -> Arrays.fill(content, (byte) 0));
        }
    }

    private static void overlay(TreeMap<byte[], byte[]> seen, byte[] prefix, byte[] key, Change change) {
        boolean within = key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
        if (within) {
            byte[] stored = change.content == null ? seen.remove(key) : seen.put(key, change.content.clone());
            if (stored != null) {
                Arrays.fill(stored, (byte) 0);
            }
        }
    }

    private TreeMap<byte[], Change> changesOf(String keyspace) {
        return changes.getOrDefault(keyspace, sorted());
    }

    private static <T> TreeMap<byte[], T> sorted() {
        return new TreeMap<>((Comparator<byte[]>) Arrays::compareUnsigned);
    }

    /** {@return whether anything was written} */
    public boolean changed() {
        return !changes.isEmpty();
    }

    /**
     * Makes all writes durable together, in one storage transaction. These rows are over, also if it fails.
     *
     * @throws dev.e2ei.api.error.StorageException if it fails; the store is unchanged then
     */
    public void commit() {
        try {
            if (!changes.isEmpty()) {
                SealedTransaction transaction = base();
                changes.forEach((keyspace, rows) -> rows.forEach((key, change) -> {
                    if (change.content == null) {
                        transaction.delete(keyspace, key);
                    } else {
                        transaction.put(keyspace, key, change.content);
                    }
                }));
                transaction.commit();
            }
        } finally {
            close();
        }
    }

    /**
     * Makes all writes so far durable together, in one storage transaction, and goes on: without the lock until the next
     * write. If it fails these rows are over.
     *
     * @throws dev.e2ei.api.error.StorageException if it fails; the store is unchanged then
     */
    public void checkpoint() {
        commit();
        writing = false;
    }

    /** Drops and wipes what was not committed. Closing twice does nothing. */
    @Override
    public void close() {
        changes.values().forEach(rows -> rows.values().forEach(Change::wipe));
        changes.clear();
        closeBase();
    }

    private void closeBase() {
        SealedTransaction open = base;
        base = null;
        if (open != null) {
            open.close();
        }
    }
}
