package dev.e2ei.storage.file;

import com.google.auto.service.AutoService;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;
import java.io.IOException;
import java.nio.file.Path;

/** Opens stores in append-only files. {@link StorageConfig#location()} is the folder of all stores. */
@AutoService(StorageProvider.class)
public final class FileStorageProvider implements StorageProvider {
    /** For {@link java.util.ServiceLoader}. */
    public FileStorageProvider() {}

    @Override
    public String name() {
        return "file";
    }

    @Override
    public int priority() {
        return 100;
    }

    @Override
    public StorageEngine open(StorageConfig config) {
        Path location = config.location()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the storage engine \"file\" needs a location: the path of the folder of its stores"));
        if (config.name().isEmpty()) {
            throw new IllegalArgumentException("a store has a name");
        }
        try {
            Disk disk = new NioDisk();
            StoreFiles files = StoreFiles.in(location, config.name(), disk);
            return FileStorageEngine.open(disk, files, Compaction.Rule.USUAL);
        } catch (IOException e) {
            throw IoFailure.of("the store cannot be opened", e);
        }
    }
}
