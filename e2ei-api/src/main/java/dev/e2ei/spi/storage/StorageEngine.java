package dev.e2ei.spi.storage;

import java.time.Duration;

/**
 * An open store of opaque values under opaque keys. One writer at a time, snapshot reads beside it. Safe for use by
 * several threads; a single transaction belongs to one thread at a time.
 *
 * @implSpec Every failure is a {@link dev.e2ei.api.error.StorageException}. Values are sealed before they come here.
 */
public interface StorageEngine extends AutoCloseable {
    /** {@return a snapshot of what is committed now; writing to it is an {@link IllegalStateException}} */
    StorageTransaction read();

    /**
     * Begins the one writing transaction.
     *
     * @param timeout how long to wait for another writer, of this or another process
     * @return the transaction
     * @throws dev.e2ei.api.error.StorageException with code {@code STORAGE_LOCKED} after the timeout
     */
    StorageTransaction write(Duration timeout);

    /** {@return how far a deleted value is gone from the medium, in one sentence for the host} */
    String erasure();

    /**
     * Reads everything and checks what can be checked without the key.
     *
     * @throws dev.e2ei.api.error.StorageException if anything is damaged
     */
    void check();

    /** Closes the store; open transactions are rolled back. Closing twice does nothing. */
    @Override
    void close();
}
