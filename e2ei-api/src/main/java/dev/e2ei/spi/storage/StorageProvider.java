package dev.e2ei.spi.storage;

import dev.e2ei.spi.E2eiProvider;

/** Opens stores of one kind. */
public interface StorageProvider extends E2eiProvider {
    /**
     * Opens a store, and makes it where it is not there yet.
     *
     * @param config which store
     * @return the open store
     * @throws dev.e2ei.api.error.StorageException if it is locked by another process, damaged or cannot be reached
     */
    StorageEngine open(StorageConfig config);
}
