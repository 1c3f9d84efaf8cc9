package dev.e2ei.core.store.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sorted rows")
class SortedRowsTest {
    private static List<String> keys(Iterator<SortedRows.Row> rows) {
        List<String> keys = new ArrayList<>();
        rows.forEachRemaining(row -> keys.add(HexFormat.of().formatHex(row.key())));
        return keys;
    }

    @Test
    @DisplayName("behave like a sorted map through a long random walk, and older states stay as they were")
    void randomWalk() {
        Random random = new Random(42);
        TreeMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
        SortedRows rows = SortedRows.EMPTY;
        SortedRows early = rows;
        List<String> earlyKeys = List.of();
        for (int step = 0; step < 20_000; step++) {
            byte[] key = new byte[1 + random.nextInt(3)];
            random.nextBytes(key);
            if (random.nextInt(3) == 0) {
                rows = rows.without(key);
                model.remove(key);
            } else {
                byte[] value = {(byte) step};
                rows = rows.with(key, value);
                model.put(key, value);
            }
            assertArrayEquals(model.get(key), rows.get(key));
            if (step == 5_000) {
                early = rows;
                earlyKeys = keys(rows.startingWith(new byte[0]));
            }
        }
        List<String> expected =
                model.keySet().stream().map(HexFormat.of()::formatHex).toList();
        assertEquals(expected, keys(rows.startingWith(new byte[0])));
        for (int first = 0; first < 256; first++) {
            String prefix = HexFormat.of().toHexDigits((byte) first);
            assertEquals(
                    expected.stream().filter(key -> key.startsWith(prefix)).toList(),
                    keys(rows.startingWith(new byte[] {(byte) first})));
        }
        assertEquals(earlyKeys, keys(early.startingWith(new byte[0])));
    }

    @Test
    @DisplayName("stay shallow whatever the order of the keys")
    void ascending() {
        SortedRows rows = SortedRows.EMPTY;
        for (int i = 0; i < 100_000; i++) {
            rows = rows.with(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i}, new byte[0]);
        }
        for (int i = 0; i < 99_990; i++) {
            rows = rows.without(new byte[] {(byte) (i >> 16), (byte) (i >> 8), (byte) i});
        }
        assertEquals(10, keys(rows.startingWith(new byte[0])).size());
        assertNull(rows.get(new byte[] {0, 0, 0}));
    }
}
