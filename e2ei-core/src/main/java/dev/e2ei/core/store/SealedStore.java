package dev.e2ei.core.store;

import dev.e2ei.api.Bytes;
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
            row = create(engine, crypto, databaseKey, keyspaces, timeout);
        }
        StoreHeader header = StoreHeader.decode(row);
        Secret root = databaseKey.root(header.derivation(), crypto.store());
        SealedStore store = new SealedStore(engine, crypto, databaseKey, header, root);
        try {
            header.verify(row, crypto.store(), store.keys.check());
        } catch (StorageException e) {
            store.wipe();
            throw e;
        }
        return store;
    }

    private static byte @Nullable [] existing(StorageEngine engine) {
        return Declared.call(() -> {
            try (StorageTransaction reading = engine.read()) {
                return reading.get(StoreHeader.KEYSPACE, StoreHeader.KEY);
            }
        });
    }

    private static byte[] create(
            StorageEngine engine,
            CryptoProvider crypto,
            DatabaseKey databaseKey,
            Collection<String> keyspaces,
            Duration timeout) {
        return Declared.call(() -> {
            try (StorageTransaction writing = engine.write(timeout)) {
                byte[] meanwhile = writing.get(StoreHeader.KEYSPACE, StoreHeader.KEY);
                if (meanwhile != null) {
                    return meanwhile;
                }
                keyspaces.forEach(keyspace -> requireEmpty(writing, keyspace));
                StoreHeader header = new StoreHeader(
                        databaseKey.fresh(crypto.random()),
                        Bytes.of(crypto.random().bytes(StoreHeader.SALT)));
                byte[] row = encode(header, crypto, databaseKey);
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

    private static byte[] encode(StoreHeader header, CryptoProvider crypto, DatabaseKey databaseKey) {
        try (Secret root = databaseKey.root(header.derivation(), crypto.store());
                StoreKeys keys =
                        new StoreKeys(crypto.store(), root, header.salt().toByteArray())) {
            return header.encode(crypto.store(), keys.check());
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
