package dev.e2ei.core.store;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.crypto.StoreCrypto;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The one row in the clear: version, key derivation and salt, and a MAC over these by which a wrong key, or an altered
 * header, is told at once.
 *
 * @param derivation how the root key comes about
 * @param salt 32 octets, of this store alone
 */
record StoreHeader(KeyDerivation derivation, Bytes salt) {
    static final String KEYSPACE = "store";
    static final byte[] KEY = {'h', 'e', 'a', 'd', 'e', 'r'};
    static final int SALT = 32;
    private static final int MAC = 32;

    static StoreHeader fresh(DatabaseKey databaseKey, RandomSource random) {
        return new StoreHeader(databaseKey.fresh(random), Bytes.of(random.bytes(SALT)));
    }

    byte[] encode(StoreCrypto crypto, Secret check) {
        byte[] content = content();
        byte[] mac = check.use(key -> crypto.hmacSha256(key, content));
        byte[] row = Arrays.copyOf(content, content.length + MAC);
        System.arraycopy(mac, 0, row, content.length, MAC);
        return row;
    }

    private byte[] content() {
        try (RowWriter out = new RowWriter()) {
            out.u8(StoreFormat.VERSION);
            derivation.write(out);
            out.octets(salt.toByteArray());
            return out.toByteArray();
        }
    }

    /** Reads the fields; nothing is verified yet. */
    static StoreHeader decode(byte[] row) {
        if (row.length <= MAC) {
            throw RowReader.corrupt();
        }
        RowReader in = new RowReader(Arrays.copyOf(row, row.length - MAC));
        StoreFormat.requireReadable(in.u8());
        KeyDerivation derivation = KeyDerivation.read(in);
        Bytes salt = Bytes.of(in.octets());
        in.end();
        if (salt.size() != SALT) {
            throw RowReader.corrupt();
        }
        return new StoreHeader(derivation, salt);
    }

    void verify(byte[] row, StoreCrypto crypto, Secret check) {
        if (!MessageDigest.isEqual(row, encode(crypto, check))) {
            throw new StorageException(
                    ErrorCode.STORAGE_WRONG_KEY, "the store does not open with this key, or its header was altered");
        }
    }
}
