package dev.e2ei.storage.sqlite;

import com.google.auto.service.AutoService;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;
import java.nio.file.Path;
import org.sqlite.util.LibraryLoaderUtil;

/** Opens stores in a SQLite database. {@link StorageConfig#location()} is the database's file. */
@AutoService(StorageProvider.class)
public final class SqliteStorageProvider implements StorageProvider {
    /** For {@link java.util.ServiceLoader}. */
    public SqliteStorageProvider() {}

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public int priority() {
        return 200;
    }

    /** Looks for SQLite's library for this platform, without loading it. */
    @Override
    public boolean isAvailable() {
        return LibraryLoaderUtil.hasNativeLib(
                LibraryLoaderUtil.getNativeLibResourcePath(), LibraryLoaderUtil.getNativeLibName());
    }

    @Override
    public StorageEngine open(StorageConfig config) {
        Path location = config.location()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the storage engine \"sqlite\" needs a location: the path of its database file"));
        if (config.name().isEmpty()) {
            throw new IllegalArgumentException("a store has a name");
        }
        return SqliteStorageEngine.open(new Database(DatabaseFile.prepare(location)), config.name());
    }
}
