package dev.e2ei.core.store;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageTransaction;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A storage transaction whose values are sealed on their way in and opened on their way out. */
final class SealedTransaction implements AutoCloseable {
    private static final byte[] VERSION = {StoreFormat.VERSION};

    private final StorageTransaction transaction;
    private final StoreKeys keys;
    private final Seal seal;

    SealedTransaction(StorageTransaction transaction, StoreKeys keys, Seal seal) {
        this.transaction = transaction;
        this.keys = keys;
        this.seal = seal;
    }

    byte @Nullable [] get(String keyspace, byte[] key) {
        byte[] sealed = Declared.call(() -> transaction.get(keyspace, key));
        return sealed == null ? null : open(keyspace, key, sealed);
    }

    void put(String keyspace, byte[] key, byte[] content) {
        byte[] sealed = seal.seal(keys.sealing(), VERSION, associatedData(keyspace, key), content);
        Declared.run(() -> transaction.put(keyspace, key, sealed));
    }

    void delete(String keyspace, byte[] key) {
        Declared.run(() -> transaction.delete(keyspace, key));
    }

    /** The visitor gets key and content, and owns both. */
    void scan(String keyspace, byte[] prefix, BiConsumer<byte[], byte[]> visitor) {
        Declared.run(() -> {
            try (StorageCursor cursor = transaction.scan(keyspace, prefix)) {
                while (cursor.next()) {
                    byte[] key = cursor.key();
                    visitor.accept(key, open(keyspace, key, cursor.value()));
                }
            }
        });
    }

    void commit() {
        Declared.run(transaction::commit);
    }

    @Override
    public void close() {
        Declared.run(transaction::close);
    }

    private byte[] open(String keyspace, byte[] key, byte[] sealed) {
        if (sealed.length > 0) {
            StoreFormat.requireReadable(sealed[0] & 0xff);
        }
        return seal.open(keys.sealing(), VERSION.length, associatedData(keyspace, key), sealed)
                .orElseThrow(() -> new StorageException(
                        ErrorCode.STORAGE_WRONG_KEY,
                        "a row of the keyspace " + keyspace + " does not open with this key, or was altered"));
    }

    /** Keyspace, key and format version, so that no value passes for that of another row. */
    private static byte[] associatedData(String keyspace, byte[] key) {
        byte[] space = keyspace.getBytes(StandardCharsets.US_ASCII);
        byte[] data = new byte[1 + space.length + key.length + 1];
        data[0] = (byte) space.length;
        System.arraycopy(space, 0, data, 1, space.length);
        System.arraycopy(key, 0, data, 1 + space.length, key.length);
        data[data.length - 1] = StoreFormat.VERSION;
        return data;
    }
}
