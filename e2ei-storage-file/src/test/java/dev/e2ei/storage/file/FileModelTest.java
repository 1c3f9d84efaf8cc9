package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.AT_ONCE;
import static dev.e2ei.storage.file.Octets.latin;
import static dev.e2ei.storage.file.Octets.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A store in a log is a sorted map")
class FileModelTest {
    private static final List<String> KEYSPACES = List.of("leaf", "ratchet", "kp");

    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    @DisplayName("that survives being reopened after any transaction")
    void script(long seed) {
        Path file = folder;
        Random random = new Random(seed);
        TreeMap<String, TreeMap<String, String>> committed = new TreeMap<>();
        KEYSPACES.forEach(keyspace -> committed.put(keyspace, new TreeMap<>()));
        StorageEngine engine = Octets.open(file);
        for (int step = 0; step < 150; step++) {
            TreeMap<String, TreeMap<String, String>> model = new TreeMap<>();
            committed.forEach((keyspace, rows) -> model.put(keyspace, new TreeMap<>(rows)));
            try (StorageTransaction transaction = engine.write(AT_ONCE)) {
                for (int i = random.nextInt(25); i >= 0; i--) {
                    change(transaction, model, random);
                }
                same(model, transaction, random);
                if (random.nextInt(4) > 0) {
                    transaction.commit();
                    committed.putAll(model);
                }
            }
            if (random.nextInt(3) == 0) {
                engine.close();
                engine = Octets.open(file);
            }
            try (StorageTransaction reading = engine.read()) {
                same(committed, reading, random);
            }
        }
        engine.check();
        engine.close();
    }

    private static void change(
            StorageTransaction transaction, TreeMap<String, TreeMap<String, String>> model, Random random) {
        String keyspace = KEYSPACES.get(random.nextInt(KEYSPACES.size()));
        byte[] key = key(random);
        if (random.nextInt(3) == 0) {
            transaction.delete(keyspace, key);
            model.get(keyspace).remove(latin(key));
        } else {
            byte[] value = new byte[random.nextInt(10) == 0 ? random.nextInt(20_000) : random.nextInt(400)];
            random.nextBytes(value);
            transaction.put(keyspace, key, value);
            model.get(keyspace).put(latin(key), latin(value));
        }
    }

    /** Few and short keys of extreme octets, so that they meet again and are prefixes of each other. */
    private static byte[] key(Random random) {
        byte[] octets = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};
        byte[] key = new byte[1 + random.nextInt(3)];
        for (int i = 0; i < key.length; i++) {
            key[i] = octets[random.nextInt(octets.length)];
        }
        return key;
    }

    private static void same(
            TreeMap<String, TreeMap<String, String>> model, StorageTransaction transaction, Random random) {
        byte[] prefix = key(random);
        for (String keyspace : KEYSPACES) {
            TreeMap<String, String> rows = model.get(keyspace);
            assertEquals(rows, scan(transaction, keyspace, new byte[0]));
            TreeMap<String, String> below = new TreeMap<>(rows.tailMap(latin(prefix)));
            below.keySet().removeIf(key -> !key.startsWith(latin(prefix)));
            assertEquals(below, scan(transaction, keyspace, prefix));
            byte[] key = key(random);
            byte[] value = transaction.get(keyspace, key);
            assertEquals(rows.get(latin(key)), value == null ? null : latin(value));
        }
    }

    @Test
    @DisplayName("of a hundred thousand keys, too")
    void many() {
        try (StorageEngine engine = Octets.open(folder)) {
            try (StorageTransaction writing = engine.write(AT_ONCE)) {
                for (int i = 0; i < 100_000; i++) {
                    byte[] key = String.format("%06d", i * 7919 % 100_000).getBytes(StandardCharsets.US_ASCII);
                    writing.put("leaf", key, key);
                }
                writing.commit();
            }
            try (StorageTransaction reading = engine.read()) {
                assertEquals(100_000, scan(reading, "leaf", new byte[0]).size());
                assertEquals(1_000, scan(reading, "leaf", Octets.octets("042")).size());
            }
        }
    }
}
