package dev.e2ei.storage.sqlite;

import static dev.e2ei.storage.sqlite.Octets.get;
import static dev.e2ei.storage.sqlite.Octets.octets;
import static dev.e2ei.storage.sqlite.Octets.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Several threads on a store in SQLite")
@Timeout(60)
class SqliteThreadsTest {
    private static final int WRITERS = 4;
    private static final int EACH = 50;

    @TempDir
    Path folder;

    @Test
    @DisplayName("write one after the other and read whole transactions")
    void counters() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (StorageEngine engine = Octets.open(folder.resolve("store.db"))) {
            put(engine, "count", "a", "0");
            put(engine, "count", "b", "0");
            AtomicBoolean done = new AtomicBoolean();
            List<Future<?>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(() -> increment(engine)));
            }
            Future<Integer> reader = threads.submit(() -> watch(engine, done));
            for (Future<?> writer : writers) {
                writer.get();
            }
            done.set(true);
            assertTrue(reader.get() > 0);
            assertEquals("" + WRITERS * EACH, get(engine, "count", "a"));
        } finally {
            threads.shutdownNow();
        }
    }

    private static void increment(StorageEngine engine) {
        for (int i = 0; i < EACH; i++) {
            try (StorageTransaction writing = engine.write(Duration.ofSeconds(50))) {
                int next = Integer.parseInt(get(writing, "count", "a")) + 1;
                writing.put("count", octets("a"), octets("" + next));
                writing.put("count", octets("b"), octets("" + next));
                writing.commit();
            }
        }
    }

    private static int watch(StorageEngine engine, AtomicBoolean done) {
        int last = 0;
        int snapshots = 0;
        while (!done.get()) {
            try (StorageTransaction reading = engine.read()) {
                int a = Integer.parseInt(get(reading, "count", "a"));
                assertEquals(a, Integer.parseInt(get(reading, "count", "b")));
                assertTrue(a >= last);
                last = a;
                snapshots++;
            }
        }
        return snapshots;
    }

    @Test
    @DisplayName("find it closed, in whatever they are doing, and nothing hangs")
    void closing() throws Exception {
        for (int round = 0; round < 10; round++) {
            ExecutorService threads = Executors.newCachedThreadPool();
            StorageEngine engine = Octets.open(folder.resolve("store" + round + ".db"));
            put(engine, "count", "a", "0");
            put(engine, "count", "b", "0");
            Future<?> writer = threads.submit(() -> increment(engine));
            Future<?> second = threads.submit(() -> increment(engine));
            engine.read().close();
            engine.close();
            for (Future<?> one : List.of(writer, second)) {
                try {
                    one.get();
                } catch (ExecutionException e) {
                    assertTrue(e.getCause() instanceof IllegalStateException, () -> "" + e.getCause());
                }
            }
            threads.shutdownNow();
            try (StorageEngine again = Octets.open(folder.resolve("store" + round + ".db"))) {
                assertEquals(get(again, "count", "a"), get(again, "count", "b"));
            }
        }
    }

    @Test
    @DisplayName("may open their stores of a new database at the same moment")
    void opening() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (int round = 0; round < 5; round++) {
                Path location = folder.resolve("fresh" + round + ".db");
                CyclicBarrier together = new CyclicBarrier(WRITERS);
                List<Future<StorageEngine>> opened = new ArrayList<>();
                for (int i = 0; i < WRITERS; i++) {
                    String name = "store" + i;
                    opened.add(threads.submit(() -> {
                        together.await();
                        return Octets.open(location, name);
                    }));
                }
                List<StorageEngine> engines = new ArrayList<>();
                for (Future<StorageEngine> one : opened) {
                    engines.add(one.get());
                }
                for (StorageEngine engine : engines) {
                    put(engine, "group", "a", "1");
                }
                engines.forEach(StorageEngine::close);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("leave no descriptor open behind a closed store")
    void descriptors() {
        Path location = folder.resolve("store.db");
        long before = -1;
        for (int i = 0; i < 60; i++) {
            try (StorageEngine engine = Octets.open(location)) {
                get(engine, "group", "a");
            }
            if (i == 20) {
                before = open();
            }
        }
        assertTrue(open() <= before, () -> "descriptors grew to " + open());
    }

    private static long open() {
        String[] descriptors = new File("/proc/self/fd").list();
        if (descriptors == null) {
            return 0; // no such list on this system
        }
        long ours = 0;
        for (String descriptor : descriptors) {
            try {
                String target = Files.readSymbolicLink(Path.of("/proc/self/fd", descriptor))
                        .toString();
                ours += target.contains("store.db") ? 1 : 0;
            } catch (IOException e) {
                // closed since it was listed
            }
        }
        return ours;
    }
}
