package dev.e2ei.spi.storage;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which store to open.
 *
 * @param name the store's name within its database
 * @param location where the database lies
 * @param properties settings of a single provider
 */
public record StorageConfig(String name, Optional<Path> location, Map<String, String> properties) {
    /** {@inheritDoc} */
    public StorageConfig {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(location, "location");
        properties = Map.copyOf(properties);
    }
}
