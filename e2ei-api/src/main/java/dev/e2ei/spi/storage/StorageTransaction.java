package dev.e2ei.spi.storage;

import org.jspecify.annotations.Nullable;

/**
 * A transaction on a store. It sees its own writes and else the state at its beginning. Closing it without a commit
 * rolls it back.
 *
 * <p>Keyspaces are short names in lower case. Keys have 1 to 1024 octets, values up to 64 MiB. What is given is neither
 * kept nor changed, what is returned belongs to the caller.
 */
public interface StorageTransaction extends AutoCloseable {
    /**
     * Reads a value.
     *
     * @param keyspace the keyspace
     * @param key the key
     * @return the value, or null if there is none
     */
    byte @Nullable [] get(String keyspace, byte[] key);

    /**
     * Writes a value, in place of any that is there.
     *
     * @param keyspace the keyspace
     * @param key the key
     * @param value the value; may be empty
     */
    void put(String keyspace, byte[] key, byte[] value);

    /**
     * Deletes a value. Deleting what is not there does nothing.
     *
     * @param keyspace the keyspace
     * @param key the key
     */
    void delete(String keyspace, byte[] key);

    /**
     * Goes through all keys that begin with the prefix, in ascending order of unsigned octets.
     *
     * @param keyspace the keyspace
     * @param prefix the beginning; empty for all
     * @return a cursor that is to be closed before the next write
     */
    StorageCursor scan(String keyspace, byte[] prefix);

    /**
     * Makes all writes durable together. The transaction is over.
     *
     * @throws dev.e2ei.api.error.StorageException if it fails; nothing is changed then
     */
    void commit();

    /** Rolls back, unless committed. Closing twice does nothing. */
    @Override
    void close();
}
