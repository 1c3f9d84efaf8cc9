package dev.e2ei.tests.bench;

import dev.e2ei.spi.SpiVersion;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;
import dev.e2ei.spi.storage.StorageTransaction;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The engine {@code memory}, which counts what is written: keys and values, sealed as they are. */
final class CountingStorage implements StorageProvider {
    private final StorageProvider memory = ServiceLoader.load(StorageProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(provider -> provider.name().equals("memory"))
            .findFirst()
            .orElseThrow();
    private final LongAdder octets = new LongAdder();

    long octets() {
        return octets.sum();
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public SpiVersion spiVersion() {
        return memory.spiVersion();
    }

    @Override
    public StorageEngine open(StorageConfig config) {
        return new Engine(memory.open(config));
    }

    private final class Engine implements StorageEngine {
        private final StorageEngine engine;

        Engine(StorageEngine engine) {
            this.engine = engine;
        }

        @Override
        public StorageTransaction read() {
            return engine.read();
        }

        @Override
        public StorageTransaction write(Duration timeout) {
            return new Transaction(engine.write(timeout));
        }

        @Override
        public String erasure() {
            return engine.erasure();
        }

        @Override
        public void check() {
            engine.check();
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private final class Transaction implements StorageTransaction {
        private final StorageTransaction transaction;

        Transaction(StorageTransaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public byte @Nullable [] get(String keyspace, byte[] key) {
            return transaction.get(keyspace, key);
        }

        @Override
        public void put(String keyspace, byte[] key, byte[] value) {
            octets.add(key.length + value.length);
            transaction.put(keyspace, key, value);
        }

        @Override
        public void delete(String keyspace, byte[] key) {
            octets.add(key.length);
            transaction.delete(keyspace, key);
        }

        @Override
        public StorageCursor scan(String keyspace, byte[] prefix) {
            return transaction.scan(keyspace, prefix);
        }

        @Override
        public void commit() {
            transaction.commit();
        }

        @Override
        public void close() {
            transaction.close();
        }
    }
}
