package dev.e2ei.spi.storage;

/** Goes through keys and values. */
public interface StorageCursor extends AutoCloseable {
    /** {@return whether there was a next entry, which is now the current one} */
    boolean next();

    /** {@return the current key; the caller's own copy} */
    byte[] key();

    /** {@return the current value; the caller's own copy} */
    byte[] value();

    /** Ends the scan. Closing twice does nothing. */
    @Override
    void close();
}
