package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The part of {@link StorageEngineContract} about rows: values, keyspaces, order, size. */
public abstract class StorageRowsContract {
    /** A time that no engine needs when nobody is in its way. */
    static final Duration LONG = Duration.ofSeconds(30);

    static final String SPACE = "rows";

    private final List<StorageEngine> opened = new ArrayList<>();

    /** For subclasses. */
    protected StorageRowsContract() {}

    /**
     * Opens the store of this test.
     *
     * @return the same store each time it is called in one test
     */
    protected abstract StorageEngine open();

    /** {@return whether the store is still there after its engine was closed; true by default} */
    protected boolean survivesRestart() {
        return true;
    }

    /** {@return whether two engines may be open on the store at once; false by default} */
    protected boolean canBeShared() {
        return false;
    }

    /** Closes what a test left open. */
    @AfterEach
    public void closeEngines() {
        opened.forEach(StorageEngine::close);
    }

    StorageEngine engine() {
        StorageEngine engine = open();
        opened.add(engine);
        return engine;
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void write(StorageEngine engine, Consumer<StorageTransaction> writes) {
        try (StorageTransaction transaction = engine.write(LONG)) {
            writes.accept(transaction);
            transaction.commit();
        }
    }

    static byte[] read(StorageEngine engine, String key) {
        try (StorageTransaction transaction = engine.read()) {
            byte[] value = transaction.get(SPACE, octets(key));
            return value == null ? octets("nothing") : value;
        }
    }

    static List<String> keys(StorageTransaction transaction, byte[] prefix) {
        List<String> keys = new ArrayList<>();
        try (StorageCursor cursor = transaction.scan(SPACE, prefix)) {
            while (cursor.next()) {
                keys.add(HexFormat.of().formatHex(cursor.key()));
            }
        }
        return keys;
    }

    /** A committed value is read back, an absent one is null. If this fails, check commit and get. */
    @Test
    public void aCommittedValueIsReadBack() {
        StorageEngine engine = engine();
        write(engine, transaction -> transaction.put(SPACE, octets("key"), octets("value")));
        try (StorageTransaction reading = engine.read()) {
            assertArrayEquals(octets("value"), reading.get(SPACE, octets("key")));
            assertNull(reading.get(SPACE, octets("ke")), "a part of a key is another key");
            assertNull(reading.get("other", octets("key")), "another keyspace is another place");
        }
    }

    /** An empty value is a value. If this fails, check that empty and absent are kept apart. */
    @Test
    public void anEmptyValueIsNotAnAbsentOne() {
        StorageEngine engine = engine();
        write(engine, transaction -> transaction.put(SPACE, octets("key"), new byte[0]));
        assertEquals(0, read(engine, "key").length);
    }

    /** Keys come in the order of unsigned octets. If this fails, check the comparison, octets over 7f above all. */
    @Test
    public void aScanIsInTheOrderOfUnsignedOctets() {
        StorageEngine engine = engine();
        List<String> sorted = List.of("00", "0000", "01", "7f", "7fff", "80", "8000", "ff", "ff00", "ffff");
        List<String> shuffled = new ArrayList<>(sorted);
        Collections.shuffle(shuffled, new Random(7));
        write(
                engine,
                transaction -> shuffled.forEach(
                        key -> transaction.put(SPACE, HexFormat.of().parseHex(key), octets(key))));
        try (StorageTransaction reading = engine.read()) {
            assertEquals(sorted, keys(reading, new byte[0]));
        }
    }

    /** A prefix is whole octets, ff and 00 included. If this fails, check how the end of the range is computed. */
    @Test
    public void aPrefixIsWholeOctets() {
        StorageEngine engine = engine();
        List<String> all = List.of("61", "6100", "61ff", "61ffff", "62", "ff", "ffff", "ffffff");
        write(
                engine,
                transaction ->
                        all.forEach(key -> transaction.put(SPACE, HexFormat.of().parseHex(key), octets(key))));
        try (StorageTransaction reading = engine.read()) {
            assertEquals(List.of("61", "6100", "61ff", "61ffff"), keys(reading, new byte[] {0x61}));
            assertEquals(List.of("61ff", "61ffff"), keys(reading, new byte[] {0x61, (byte) 0xff}));
            assertEquals(List.of("ffff", "ffffff"), keys(reading, new byte[] {(byte) 0xff, (byte) 0xff}));
            assertEquals(List.of(), keys(reading, new byte[] {0x63}));
        }
    }

    /** A cursor gives keys with their own values, as copies. If this fails, check what a cursor hands out. */
    @Test
    public void aCursorGivesCopiesOfKeysAndValues() {
        StorageEngine engine = engine();
        write(engine, transaction -> {
            transaction.put(SPACE, octets("a"), octets("1"));
            transaction.put(SPACE, octets("b"), octets("2"));
        });
        try (StorageTransaction reading = engine.read();
                StorageCursor cursor = reading.scan(SPACE, new byte[0])) {
            assertTrue(cursor.next());
            cursor.key()[0] = 0;
            cursor.value()[0] = 0;
            assertArrayEquals(octets("a"), cursor.key());
            assertArrayEquals(octets("1"), cursor.value());
            assertTrue(cursor.next());
            assertArrayEquals(octets("2"), cursor.value());
            assertFalse(cursor.next());
        }
    }

    /** Arrays given are neither kept nor changed. If this fails, check where put copies. */
    @Test
    public void givenArraysAreNotKept() {
        StorageEngine engine = engine();
        byte[] key = octets("key");
        byte[] value = octets("value");
        try (StorageTransaction writing = engine.write(LONG)) {
            writing.put(SPACE, key, value);
            key[0] = 0;
            value[0] = 0;
            writing.commit();
        }
        byte[] read = read(engine, "key");
        assertArrayEquals(octets("value"), read);
        read[0] = 0;
        assertArrayEquals(octets("value"), read(engine, "key"), "what is returned is the caller's own");
    }

    /** A deleted value is gone, and deleting what is not there is nothing. If this fails, check delete. */
    @Test
    public void aDeletedValueIsGone() {
        StorageEngine engine = engine();
        write(engine, transaction -> transaction.put(SPACE, octets("key"), octets("value")));
        write(engine, transaction -> {
            transaction.delete(SPACE, octets("key"));
            transaction.delete(SPACE, octets("never"));
        });
        assertArrayEquals(octets("nothing"), read(engine, "key"));
        assertFalse(engine.erasure().isBlank(), "the host is told how far a deleted value is gone");
    }

    /** Values of a megabyte and of any octets. If this fails, check lengths and buffers. */
    @Test
    public void aLargeValueIsReadBack() {
        StorageEngine engine = engine();
        byte[] large = new byte[1024 * 1024];
        new Random(1).nextBytes(large);
        write(engine, transaction -> transaction.put(SPACE, octets("large"), large));
        write(engine, transaction -> transaction.put(SPACE, octets("small"), octets("1")));
        assertArrayEquals(large, read(engine, "large"));
        write(engine, transaction -> transaction.put(SPACE, octets("large"), octets("now small")));
        assertArrayEquals(octets("now small"), read(engine, "large"));
    }

    /** Ten thousand rows, a third deleted, a third overwritten. If this fails, check paging and compaction. */
    @Test
    public void manyRowsAreKeptApart() {
        StorageEngine engine = engine();
        int rows = 10_000;
        write(engine, transaction -> {
            for (int i = 0; i < rows; i++) {
                transaction.put(SPACE, octets(String.format("%05d", i * 7919 % rows)), octets("v" + i * 7919 % rows));
            }
        });
        write(engine, transaction -> {
            for (int i = 0; i < rows; i += 3) {
                transaction.delete(SPACE, octets(String.format("%05d", i)));
                transaction.put(SPACE, octets(String.format("%05d", i + 1)), octets("new"));
            }
        });
        int seen = 0;
        try (StorageTransaction reading = engine.read();
                StorageCursor cursor = reading.scan(SPACE, new byte[0])) {
            for (int i = 0; i <= rows; i++) {
                if (i % 3 != 0) {
                    assertTrue(cursor.next());
                    assertArrayEquals(octets(String.format("%05d", i)), cursor.key());
                    assertArrayEquals(octets(i % 3 == 1 ? "new" : "v" + i), cursor.value());
                    seen++;
                }
            }
            assertFalse(cursor.next());
        }
        assertEquals(6667, seen);
    }
}
