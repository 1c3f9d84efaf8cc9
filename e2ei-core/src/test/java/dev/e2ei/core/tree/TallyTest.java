package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Counting keys")
class TallyTest {
    private static Bytes key(int number) {
        return Bytes.of((byte) (number >> 8), (byte) number);
    }

    @Test
    @DisplayName("agrees with a map, and leaves earlier values as they were")
    void agrees() {
        Random random = new Random(5);
        Map<Integer, Integer> counts = new HashMap<>();
        Tally<Integer> tally = Tally.empty();
        for (int step = 0; step < 20_000; step++) {
            int number = random.nextInt(400);
            Tally<Integer> before = tally;
            int count = counts.getOrDefault(number, 0);
            // More come than go, then more go than come.
            if (count > 0 && random.nextInt(20_000) < step) {
                tally = tally.without(key(number));
                counts.put(number, count - 1);
            } else {
                tally = tally.with(key(number), number);
                counts.put(number, count + 1);
            }
            assertEquals(count, before.count(key(number)));
            assertEquals(counts.get(number), tally.count(key(number)));
            counts.values().removeIf(rest -> rest == 0);
            assertEquals(counts.values().stream().allMatch(rest -> rest == 1), tally.isUnique());
            assertTrue(tally.height() <= 1.45 * Math.log(counts.size() + 2) / Math.log(2), "height");
        }
        List<Integer> sorted =
                tally.values().stream().sorted(Comparator.naturalOrder()).toList();
        assertEquals(counts.keySet().stream().sorted().toList(), sorted);
    }

    @Test
    @DisplayName("stays fast for keys whose hashes collide")
    void collisions() {
        Tally<Integer> tally = Tally.empty();
        for (int i = 0; i < 1 << 14; i++) {
            byte[] octets = new byte[28];
            // "Aa" and "BB" have one hash.
            for (int bit = 0; bit < 14; bit++) {
                octets[2 * bit] = (byte) ((i >> bit & 1) == 0 ? 'A' : 'B');
                octets[2 * bit + 1] = (byte) ((i >> bit & 1) == 0 ? 'a' : 'B');
            }
            assertEquals(
                    Bytes.ofUtf8("Aa".repeat(14)).hashCode(), Bytes.of(octets).hashCode());
            tally = tally.with(Bytes.of(octets), i);
        }
        assertTrue(tally.isUnique());
        assertTrue(tally.height() <= 21);
    }

    @Test
    @DisplayName("a key that is not counted is not taken away")
    void absent() {
        assertThrows(IllegalStateException.class, () -> Tally.<Integer>empty().without(key(1)));
        assertEquals(0, Tally.<Integer>empty().count(Bytes.EMPTY));
    }
}
