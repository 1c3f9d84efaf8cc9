package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.octets;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The index")
class IndexTest {
    private static final int KEYS = 6;

    private final Index index = new Index();
    private final Medium medium = new SimulatedDisk().open(Path.of("none"));

    /** Every state that is still read, by its number. */
    private final TreeMap<Long, Map<String, Location>> readers = new TreeMap<>();

    private long[] read() {
        return readers.keySet().stream().mapToLong(Long::longValue).toArray();
    }

    @Test
    @DisplayName("shows each snapshot its own state, and keeps no version that none can see")
    void snapshots() {
        Random random = new Random(3);
        Map<String, Location> newest = new HashMap<>();
        for (long sequence = 1; sequence < 4_000; sequence++) {
            String key = "key" + random.nextInt(KEYS);
            Location location = random.nextInt(3) == 0 ? null : new Location(medium, sequence, random.nextInt(100), 0);
            if (random.nextInt(4) == 0) {
                readers.putIfAbsent(sequence - 1, new HashMap<>(newest));
            }
            index.change(octets(key), sequence, location, read());
            newest.put(key, location);
            if (random.nextInt(3) == 0 && !readers.isEmpty()) {
                readers.remove(List.copyOf(readers.keySet()).get(random.nextInt(readers.size())));
                index.prune(read());
            }
            verify(newest, sequence);
        }
    }

    private void verify(Map<String, Location> newest, long sequence) {
        long live = 0;
        for (int i = 0; i < KEYS; i++) {
            String key = "key" + i;
            assertEquals(newest.get(key), index.find(octets(key), sequence));
            readers.forEach((snapshot, state) ->
                    assertEquals(state.get(key), index.find(octets(key), snapshot), key + " in " + snapshot));
            Index.Version version = index.from(new byte[0]).get(octets(key));
            int depth = 0;
            for (Index.Version each = version; each != null; each = each.older()) {
                depth++;
            }
            assertTrue(depth <= readers.size() + 1, "no more versions than states that can be seen");
            Location location = newest.get(key);
            live += location == null ? 0 : FrameWriter.size(octets(key), location.length());
            if (readers.isEmpty() && location == null) {
                assertEquals(null, version, "a deleted key takes no room when nobody reads");
            }
        }
        assertEquals(live, index.live());
    }
}
