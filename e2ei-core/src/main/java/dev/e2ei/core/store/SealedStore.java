package dev.e2ei.core.store;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** An open store whose values are sealed. Safe for use by several threads. */
public final class SealedStore implements AutoCloseable {
    private static final int PSEUDONYM = 16;

    private final StorageEngine engine;
    private final CryptoProvider crypto;
    private final DatabaseKey databaseKey;
    private final StoreHeader header;
    private final Secret root;
    private final StoreKeys keys;
    private final Seal seal;

    private SealedStore(
            StorageEngine engine, CryptoProvider crypto, DatabaseKey databaseKey, StoreHeader header, Secret root) {
        this.engine = engine;
        this.crypto = crypto;
        this.databaseKey = databaseKey;
        this.header = header;
        this.root = root;
        this.keys = new StoreKeys(crypto.store(), root, header.salt().toByteArray());
        this.seal = new Seal(crypto);
    }

    /**
     * Opens a store, and makes its header if it has none. All three arguments belong to the store afterwards; if this
     * throws, they still are the caller's.
     *
     * @param engine the storage
     * @param crypto the cryptography
     * @param databaseKey the host's key
     * @param keyspaces all keyspaces in use: a store without header has to be empty
     * @param timeout how long to wait for another writer
     * @return the store
     * @throws StorageException with code {@code STORAGE_WRONG_KEY}, or what the engine throws
     */
    public static SealedStore open(
            StorageEngine engine,
            CryptoProvider crypto,
            DatabaseKey databaseKey,
            Collection<String> keyspaces,
            Duration timeout) {
        byte[] row = existing(engine);
        if (row == null) {
            StoreHeader header = StoreHeader.fresh(databaseKey, crypto.random());
            SealedStore store = of(engine, crypto, databaseKey, header);
            row = create(engine, header.encode(crypto.store(), store.keys.check()), keyspaces, timeout);
            if (store.header.equals(StoreHeader.decode(row))) {
                return store;
            }
            store.wipe(); // somebody else made the store meanwhile
        }
        SealedStore store = of(engine, crypto, databaseKey, StoreHeader.decode(row));
        try {
            store.header.verify(row, crypto.store(), store.keys.check());
        } catch (StorageException e) {
            store.wipe();
            throw e;
        }
        return store;
    }

    private static SealedStore of(
            StorageEngine engine, CryptoProvider crypto, DatabaseKey databaseKey, StoreHeader header) {
        return new SealedStore(
                engine, crypto, databaseKey, header, databaseKey.root(header.derivation(), crypto.store()));
    }

    private static byte @Nullable [] existing(StorageEngine engine) {
        return Declared.call(() -> {
            try (StorageTransaction reading = engine.read()) {
                return reading.get(StoreHeader.KEYSPACE, StoreHeader.KEY);
            }
        });
    }

    /** Writes the header, unless there is one; returns the one that is there then. */
    private static byte[] create(StorageEngine engine, byte[] row, Collection<String> keyspaces, Duration timeout) {
        return Declared.call(() -> {
            try (StorageTransaction writing = engine.write(timeout)) {
                byte[] meanwhile = writing.get(StoreHeader.KEYSPACE, StoreHeader.KEY);
                if (meanwhile != null) {
                    return meanwhile;
                }
                keyspaces.forEach(keyspace -> requireEmpty(writing, keyspace));
                writing.put(StoreHeader.KEYSPACE, StoreHeader.KEY, row);
                writing.commit();
                return row;
            }
        });
    }

    private static void requireEmpty(StorageTransaction transaction, String keyspace) {
        try (StorageCursor cursor = transaction.scan(keyspace, new byte[0])) {
            if (cursor.next()) {
                throw new StorageException(ErrorCode.STORAGE_CORRUPT, "the store has rows but no header");
            }
        }
    }

    SealedTransaction read() {
        return new SealedTransaction(Declared.call(engine::read), keys, seal);
    }

    SealedTransaction write(Duration timeout) {
        return new SealedTransaction(Declared.call(() -> engine.write(timeout)), keys, seal);
    }

    byte[] pseudonym(String keyspace, int position, byte[] component) {
        byte[] input;
        try (RowWriter out = new RowWriter()) {
            out.text(keyspace);
            out.u32(position);
            out.octets(component);
            input = out.toByteArray();
        }
        byte[] mac = keys.names().use(key -> crypto.store().hmacSha256(key, input));
        return Arrays.copyOf(mac, PSEUDONYM);
    }

    /** {@return what seals snapshots under the same database key} */
    public SnapshotSeal snapshots() {
        return new SnapshotSeal(crypto, databaseKey, header.derivation(), root);
    }

    /** Closes the engine and wipes all keys. */
    @Override
    public void close() {
        try {
            Declared.run(engine::close);
        } finally {
            wipe();
            databaseKey.close();
        }
    }

    private void wipe() {
        keys.close();
        root.close();
    }
}
