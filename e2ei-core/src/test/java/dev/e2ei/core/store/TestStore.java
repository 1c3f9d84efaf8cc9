package dev.e2ei.core.store;

import dev.e2ei.api.Secret;
import dev.e2ei.spi.storage.StorageEngine;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A sealed store in memory for the tests of other packages, each of whose transactions is one of the engine. */
public final class TestStore {
    private final SealedStore store;

    private TestStore(SealedStore store) {
        this.store = store;
    }

    public static StorageEngine memory() {
        return Doubles.memory();
    }

    public static TestStore over(StorageEngine engine) {
        byte[] octets = new byte[32];
        octets[0] = 7;
        DatabaseKey key = DatabaseKey.ofKey(Secret.take(octets));
        return new TestStore(SealedStore.open(engine, Doubles.crypto(), key, List.of(), Doubles.TIMEOUT));
    }

    public <T> T read(Function<Rows, T> reader) {
        try (BufferedRows rows = new BufferedRows(store, Doubles.TIMEOUT)) {
            return reader.apply(rows);
        }
    }

    /** All of it or, if anything fails, nothing. */
    public void write(Consumer<Rows> writer) {
        try (BufferedRows rows = new BufferedRows(store, Doubles.TIMEOUT)) {
            writer.accept(rows);
            rows.commit();
        }
    }
}
