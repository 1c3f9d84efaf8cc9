package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;
import dev.e2ei.spi.storage.StorageTransaction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

@DisplayName("The storage contract finds engines that break it")
class StorageEngineContractItselfTest {
    private static StorageEngine memory() {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("memory"))
                .findFirst()
                .orElseThrow()
                .open(new StorageConfig("test", Optional.empty(), Map.of()));
    }

    /** An engine whose writing transactions are changed by the given defect. */
    private record Defective(StorageEngine sound, UnaryOperator<StorageTransaction> defect) implements StorageEngine {
        @Override
        public StorageTransaction read() {
            return defect.apply(sound.read());
        }

        @Override
        public StorageTransaction write(Duration timeout) {
            return defect.apply(sound.write(timeout));
        }

        @Override
        public String erasure() {
            return sound.erasure();
        }

        @Override
        public void check() {
            sound.check();
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    /** Passes everything on; the defects override one method. */
    private static class Passing implements StorageTransaction {
        final StorageTransaction sound;

        Passing(StorageTransaction sound) {
            this.sound = sound;
        }

        @Override
        public byte @Nullable [] get(String keyspace, byte[] key) {
            return sound.get(keyspace, key);
        }

        @Override
        public void put(String keyspace, byte[] key, byte[] value) {
            sound.put(keyspace, key, value);
        }

        @Override
        public void delete(String keyspace, byte[] key) {
            sound.delete(keyspace, key);
        }

        @Override
        public StorageCursor scan(String keyspace, byte[] prefix) {
            return sound.scan(keyspace, prefix);
        }

        @Override
        public void commit() {
            sound.commit();
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    /** Private, so that JUnit does not run it by itself. */
    private static final class Binding extends StorageEngineContract {
        private final UnaryOperator<StorageTransaction> defect;

        Binding(UnaryOperator<StorageTransaction> defect) {
            this.defect = defect;
        }

        @Override
        protected StorageEngine open() {
            return new Defective(memory(), defect);
        }

        @Override
        protected boolean survivesRestart() {
            return false;
        }
    }

    private static void run(UnaryOperator<StorageTransaction> defect, Consumer<StorageEngineContract> test) {
        Binding contract = new Binding(defect);
        try {
            test.accept(contract);
        } finally {
            contract.closeEngines();
        }
    }

    private static void finds(UnaryOperator<StorageTransaction> defect, Consumer<StorageEngineContract> test) {
        assertDoesNotThrow(() -> run(sound -> sound, test), "a sound engine passes");
        assertThrows(AssertionFailedError.class, () -> run(defect, test), "the defect is found");
    }

    @Test
    @DisplayName("one that forgets to roll back")
    void forgetsToRollBack() {
        finds(
                sound -> new Passing(sound) {
                    @Override
                    public void close() {
                        try {
                            sound.commit();
                        } catch (IllegalStateException over) {
                            sound.close();
                        }
                    }
                },
                StorageEngineContract::closingWithoutCommitRollsBack);
    }

    @Test
    @DisplayName("one that scans in another order")
    void scansUnordered() {
        UnaryOperator<StorageTransaction> backwards = sound -> new Passing(sound) {
            @Override
            public StorageCursor scan(String keyspace, byte[] prefix) {
                return new Backwards(super.scan(keyspace, prefix));
            }
        };
        finds(backwards, StorageEngineContract::aScanIsInTheOrderOfUnsignedOctets);
        finds(backwards, StorageEngineContract::manyRowsAreKeptApart);
    }

    private static final class Backwards implements StorageCursor {
        private final Deque<byte[][]> entries = new ArrayDeque<>();
        private byte[][] current = new byte[2][];

        Backwards(StorageCursor forwards) {
            try (forwards) {
                while (forwards.next()) {
                    entries.push(new byte[][] {forwards.key(), forwards.value()});
                }
            }
        }

        @Override
        public boolean next() {
            if (entries.isEmpty()) {
                return false;
            }
            current = entries.pop();
            return true;
        }

        @Override
        public byte[] key() {
            return current[0];
        }

        @Override
        public byte[] value() {
            return current[1];
        }

        @Override
        public void close() {
            entries.clear();
        }
    }

    @Test
    @DisplayName("one that forgets what it deletes only half")
    void forgetsToDelete() {
        finds(
                sound -> new Passing(sound) {
                    @Override
                    public void delete(String keyspace, byte[] key) {
                        put(keyspace, key, new byte[0]);
                    }
                },
                StorageEngineContract::aDeletedValueIsGone);
    }

    @Test
    @DisplayName("one whose commit does nothing")
    void losesCommits() {
        finds(
                sound -> new Passing(sound) {
                    @Override
                    public void commit() {
                        close();
                    }
                },
                StorageEngineContract::aCommittedValueIsReadBack);
    }

    @Test
    @DisplayName("one that puts all keyspaces in one place")
    void mixesKeyspaces() {
        finds(
                sound -> new Passing(sound) {
                    @Override
                    public byte @Nullable [] get(String keyspace, byte[] key) {
                        return super.get("rows", key);
                    }
                },
                StorageEngineContract::aCommittedValueIsReadBack);
    }
}
