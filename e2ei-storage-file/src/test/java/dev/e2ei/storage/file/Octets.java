package dev.e2ei.storage.file;

import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Short forms for the tests. */
final class Octets {
    static final Duration AT_ONCE = Duration.ZERO;

    private Octets() {}

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static StorageEngine open(Path location) {
        return open(location, "default");
    }

    static StorageEngine open(Path location, String name) {
        return new FileStorageProvider().open(new StorageConfig(name, Optional.of(location), Map.of()));
    }

    static void put(StorageEngine engine, String keyspace, String key, String value) {
        try (StorageTransaction transaction = engine.write(AT_ONCE)) {
            transaction.put(keyspace, octets(key), octets(value));
            transaction.commit();
        }
    }

    /** The value as text, or {@code none}. */
    static String get(StorageEngine engine, String keyspace, String key) {
        try (StorageTransaction transaction = engine.read()) {
            return get(transaction, keyspace, key);
        }
    }

    static String get(StorageTransaction transaction, String keyspace, String key) {
        byte[] value = transaction.get(keyspace, octets(key));
        return value == null ? "none" : new String(value, StandardCharsets.UTF_8);
    }

    /** Keys and values in Latin-1, so that their order as text is that of unsigned octets. */
    static TreeMap<String, String> scan(StorageTransaction transaction, String keyspace, byte[] prefix) {
        TreeMap<String, String> found = new TreeMap<>();
        String last = "";
        try (StorageCursor cursor = transaction.scan(keyspace, prefix)) {
            while (cursor.next()) {
                String key = latin(cursor.key());
                if (key.compareTo(last) <= 0) {
                    throw new AssertionError("out of order");
                }
                last = key;
                found.put(key, latin(cursor.value()));
            }
        }
        return found;
    }

    static String latin(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
