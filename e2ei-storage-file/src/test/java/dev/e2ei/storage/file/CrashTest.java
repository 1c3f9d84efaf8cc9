package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.AT_ONCE;
import static dev.e2ei.storage.file.Octets.latin;
import static dev.e2ei.storage.file.Octets.octets;
import static dev.e2ei.storage.file.Octets.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import dev.e2ei.storage.file.SimulatedDisk.Step;
import dev.e2ei.storage.file.SimulatedDisk.Write;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("After a crash at any moment")
class CrashTest {
    private static final Compaction.Rule OFTEN = new Compaction.Rule(600, 0);

    @TempDir
    Path folder;

    private StoreFiles files;

    /** What was done to the disk, from the empty disk on. */
    private List<Step> steps;

    /** The contents after each transaction. */
    private final List<TreeMap<String, String>> states = new ArrayList<>();

    /** How many steps had been done when a transaction was acknowledged. */
    private final List<Integer> acknowledged = new ArrayList<>();

    @BeforeEach
    void script() throws IOException {
        files = StoreFiles.in(folder, "default", new NioDisk());
        SimulatedDisk disk = new SimulatedDisk();
        Random random = new Random(5);
        TreeMap<String, String> model = new TreeMap<>();
        try (StorageEngine engine = FileStorageEngine.open(disk, files, OFTEN)) {
            states.add(new TreeMap<>());
            acknowledged.add(disk.steps().size());
            for (int i = 0; i < 12; i++) {
                try (StorageTransaction transaction = engine.write(AT_ONCE)) {
                    for (int j = random.nextInt(3); j >= 0; j--) {
                        String key = "key" + random.nextInt(5);
                        byte[] value = new byte[random.nextInt(300)];
                        random.nextBytes(value);
                        transaction.put("leaf", octets(key), value);
                        model.put(key, latin(value));
                    }
                    String gone = "key" + random.nextInt(5);
                    transaction.delete("leaf", octets(gone));
                    model.remove(gone);
                    transaction.commit();
                }
                states.add(new TreeMap<>(model));
                acknowledged.add(disk.steps().size());
            }
        }
        steps = List.copyOf(disk.steps());
    }

    /** Opens a disk and looks: all that was acknowledged is there, and at most the transaction after it. */
    private TreeMap<String, String> check(SimulatedDisk disk, int done, String when) throws IOException {
        int last = -1;
        while (last + 1 < acknowledged.size() && acknowledged.get(last + 1) <= done) {
            last++;
        }
        TreeMap<String, String> found = contents(disk);
        boolean before = found.equals(states.get(Math.max(last, 0)));
        boolean after = last + 1 < states.size() && found.equals(states.get(last + 1));
        assertTrue(before || after, when);
        assertEquals(found, contents(disk), when + ", opened again");
        return found;
    }

    private TreeMap<String, String> contents(SimulatedDisk disk) throws IOException {
        try (StorageEngine engine = FileStorageEngine.open(disk, files, OFTEN)) {
            engine.check();
            try (StorageTransaction reading = engine.read()) {
                return scan(reading, "leaf", new byte[0]);
            }
        }
    }

    @Test
    @DisplayName("of the process, the store is as some transaction left it, and none that was acknowledged is missing")
    void killed() throws IOException {
        int compactions = 0;
        for (int whole = 0; whole <= steps.size(); whole++) {
            check(SimulatedDisk.killed(steps, whole, 0), whole, "killed before step " + whole);
            if (whole < steps.size() && steps.get(whole) instanceof Write write) {
                for (int octets = 1; octets < write.octets().limit(); octets += 1 + octets / 40) {
                    SimulatedDisk disk = SimulatedDisk.killed(steps, whole, octets);
                    check(disk, whole, "killed in step " + whole + " after octet " + octets);
                }
            }
            compactions += whole < steps.size() && steps.get(whole) instanceof SimulatedDisk.Name ? 1 : 0;
        }
        assertTrue(compactions > 4, "the script compacts");
    }

    @Test
    @DisplayName("of the process in its last transaction, whatever the octet, the store is as before and takes more")
    void lastTransaction() throws IOException {
        int commit = acknowledged.get(acknowledged.size() - 2);
        while (!(steps.get(commit) instanceof Write)) {
            commit++;
        }
        Write frame = (Write) steps.get(commit);
        TreeMap<String, String> before = states.get(states.size() - 2);
        for (int octets = 0; octets < frame.octets().limit(); octets++) {
            SimulatedDisk disk = SimulatedDisk.killed(steps, commit, octets);
            assertEquals(before, contents(disk), "after octet " + octets);
            try (StorageEngine engine = FileStorageEngine.open(disk, files, OFTEN)) {
                Octets.put(engine, "leaf", "more", "1");
            }
            TreeMap<String, String> more = new TreeMap<>(before);
            more.put("more", "1");
            assertEquals(more, contents(disk));
        }
    }

    @Test
    @DisplayName("of the power supply, the same: whichever sectors that were not forced are missing")
    void powerless() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 1_500; i++) {
            int whole = random.nextInt(steps.size() + 1);
            check(SimulatedDisk.powerless(steps, whole, random), whole, "state " + i + ", after step " + whole);
        }
    }
}
