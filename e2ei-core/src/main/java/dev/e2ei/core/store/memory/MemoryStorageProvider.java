package dev.e2ei.core.store.memory;

import com.google.auto.service.AutoService;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;

/** Opens stores that live in memory. Chosen only by its name: a host must not lose its keys by accident. */
@AutoService(StorageProvider.class)
public final class MemoryStorageProvider implements StorageProvider {
    /** For ServiceLoader. */
    public MemoryStorageProvider() {}

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public boolean byNameOnly() {
        return true;
    }

    @Override
    public StorageEngine open(StorageConfig config) {
        return new MemoryStorageEngine();
    }
}
