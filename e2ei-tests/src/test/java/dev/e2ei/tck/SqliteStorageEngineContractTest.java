package dev.e2ei.tck;

import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The engine 'sqlite' keeps the storage contract")
class SqliteStorageEngineContractTest extends StorageEngineContract {
    @TempDir
    Path folder;

    @Override
    protected StorageEngine open() {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("sqlite"))
                .findFirst()
                .orElseThrow()
                .open(new StorageConfig("test", Optional.of(folder.resolve("store.db")), Map.of()));
    }
}
