package dev.e2ei.core.store;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opened rows of a store, as a {@link Repository} reads and writes them. Used by one thread at a time. */
public interface Rows {
    /**
     * A component of a key under its pseudonym.
     *
     * @param keyspace the keyspace
     * @param position which component of the key
     * @param component the component
     * @return 16 octets that say nothing about the component without the database key
     */
    byte[] pseudonym(String keyspace, int position, byte[] component);

    /**
     * Reads a row.
     *
     * @param keyspace the keyspace
     * @param key the key
     * @return its content, which the caller wipes, or null
     */
    byte @Nullable [] get(String keyspace, byte[] key);

    /**
     * Writes a row.
     *
     * @param keyspace the keyspace
     * @param key the key
     * @param content neither kept nor changed
     */
    void put(String keyspace, byte[] key, byte[] content);

    /**
     * Deletes a row, if it is there.
     *
     * @param keyspace the keyspace
     * @param key the key
     */
    void delete(String keyspace, byte[] key);

    /**
     * Shows all rows whose keys begin with the prefix, in the order of the keys.
     *
     * @param keyspace the keyspace
     * @param prefix the beginning
     * @param visitor is shown the content, which is wiped when it returns
     */
    void scan(String keyspace, byte[] prefix, Consumer<byte[]> visitor);
}
