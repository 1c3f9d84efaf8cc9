package dev.e2ei.core.store;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.core.store.memory.MemoryStorageProvider;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the tests of the store share. */
final class Doubles {
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private Doubles() {}

    static CryptoProvider crypto() {
        return ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();
    }

    static StorageEngine memory() {
        return new MemoryStorageProvider().open(new StorageConfig("test", Optional.empty(), Map.of()));
    }

    /** Shows each raw row of a keyspace. */
    static void rows(StorageEngine engine, String keyspace, BiConsumer<byte[], byte[]> visitor) {
        try (StorageTransaction reading = engine.read();
                StorageCursor cursor = reading.scan(keyspace, new byte[0])) {
            while (cursor.next()) {
                visitor.accept(cursor.key(), cursor.value());
            }
        }
    }

    static void overwrite(StorageEngine engine, String keyspace, byte[] key, byte @Nullable [] value) {
        try (StorageTransaction writing = engine.write(TIMEOUT)) {
            if (value == null) {
                writing.delete(keyspace, key);
            } else {
                writing.put(keyspace, key, value);
            }
            writing.commit();
        }
    }

    static byte[] rawValue(StorageEngine engine, String keyspace, byte[] key) {
        try (StorageTransaction reading = engine.read()) {
            byte[] value = reading.get(keyspace, key);
            if (value == null) {
                throw new StorageException(ErrorCode.STORAGE_CORRUPT, "no such row");
            }
            return value;
        }
    }
}
