package dev.e2ei.core.store.memory;

import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageTransaction;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes a state of its own; committing it hands that state to the engine. */
final class MemoryTransaction implements StorageTransaction {
    private static final int MAX_KEY = 1024;
    private static final int MAX_VALUE = 64 * 1024 * 1024;

    private final MemoryStorageEngine engine;
    private final boolean writing;
    private Map<String, SortedRows> state;
    private boolean over;

    MemoryTransaction(MemoryStorageEngine engine, Map<String, SortedRows> state, boolean writing) {
        this.engine = engine;
        this.state = state;
        this.writing = writing;
    }

    private SortedRows rows(String keyspace) {
        requireOpen();
        return state.getOrDefault(keyspace, SortedRows.EMPTY);
    }

    @Override
    public byte @Nullable [] get(String keyspace, byte[] key) {
        byte[] value = rows(keyspace).get(key);
        return value == null ? null : value.clone();
    }

    @Override
    public void put(String keyspace, byte[] key, byte[] value) {
        if (key.length < 1 || key.length > MAX_KEY || value.length > MAX_VALUE) {
            throw new IllegalArgumentException("a key has 1 to " + MAX_KEY + " octets, a value up to " + MAX_VALUE);
        }
        change(keyspace, rows(keyspace).with(key.clone(), value.clone()));
    }

    @Override
    public void delete(String keyspace, byte[] key) {
        change(keyspace, rows(keyspace).without(key));
    }

    private void change(String keyspace, SortedRows rows) {
        if (!writing) {
            throw new IllegalStateException("this transaction only reads");
        }
        Map<String, SortedRows> changed = new HashMap<>(state);
        changed.put(keyspace, rows);
        state = changed;
    }

    @Override
    public StorageCursor scan(String keyspace, byte[] prefix) {
        return new MemoryCursor(rows(keyspace), prefix.clone());
    }

    @Override
    public void commit() {
        requireOpen();
        if (writing) {
            engine.commit(state);
        }
        close();
    }

    @Override
    public void close() {
        if (!over) {
            over = true;
            state = Map.of();
            if (writing) {
                engine.writerDone();
            }
        }
    }

    private void requireOpen() {
        engine.requireOpen();
        if (over) {
            throw new IllegalStateException("this transaction is over");
        }
    }
}
