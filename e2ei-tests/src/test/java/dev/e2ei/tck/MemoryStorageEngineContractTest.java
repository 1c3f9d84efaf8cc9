package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The engine 'memory' keeps the storage contract")
class MemoryStorageEngineContractTest extends StorageEngineContract {
    private static final StorageProvider PROVIDER = ServiceLoader.load(StorageProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("memory"))
            .findFirst()
            .orElseThrow();

    @Override
    protected StorageEngine open() {
        return PROVIDER.open(new StorageConfig("test", Optional.empty(), Map.of()));
    }

    @Override
    protected boolean survivesRestart() {
        return false;
    }

    @Test
    @DisplayName("and is chosen by its name alone")
    void byNameOnly() {
        assertTrue(PROVIDER.byNameOnly());
    }
}
