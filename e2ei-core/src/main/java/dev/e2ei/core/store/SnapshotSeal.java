package dev.e2ei.core.store;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.api.error.SnapshotRejectedException.Reason;
import dev.e2ei.core.secret.SecretScope;
import dev.e2ei.spi.crypto.CryptoProvider;
import java.util.Arrays;
import java.util.Optional;

/**
 * Seals what leaves the store in the host's hands. Each snapshot has a salt of its own and says how its root key comes
 * about, so that it opens with the same database key or passphrase beside any other store.
 */
public final class SnapshotSeal {
    private static final String PURPOSE = "e2ei snapshot 1";
    private static final int SALT = 32;
    private static final int MAX_SIZE = 4 * 1024 * 1024;

    private final CryptoProvider crypto;
    private final DatabaseKey databaseKey;
    private final KeyDerivation derivation;
    private final Secret root;
    private final Seal seal;

    SnapshotSeal(CryptoProvider crypto, DatabaseKey databaseKey, KeyDerivation derivation, Secret root) {
        this.crypto = crypto;
        this.databaseKey = databaseKey;
        this.derivation = derivation;
        this.root = root;
        this.seal = new Seal(crypto);
    }

    /**
     * Seals.
     *
     * @param plaintext neither kept nor changed
     * @return version, key derivation, salt, nonce and ciphertext
     */
    public byte[] seal(byte[] plaintext) {
        byte[] salt = crypto.random().bytes(SALT);
        byte[] prefix;
        try (RowWriter out = new RowWriter()) {
            out.u8(StoreFormat.VERSION);
            derivation.write(out);
            out.octets(salt);
            prefix = out.toByteArray();
        }
        try (Secret key = StoreKeys.derive(crypto.store(), root, salt, PURPOSE)) {
            return seal.seal(key, prefix, prefix, plaintext);
        }
    }

    /**
     * Opens.
     *
     * @param sealed what {@link #seal} gave, here or elsewhere
     * @return the plaintext; the caller wipes it
     * @throws SnapshotRejectedException if the version is another one, or whatever else is wrong
     */
    public byte[] open(byte[] sealed) {
        if (sealed.length == 0 || sealed.length > MAX_SIZE) {
            throw notOpened();
        }
        if (sealed[0] != StoreFormat.VERSION) {
            throw new SnapshotRejectedException(
                    Reason.UNSUPPORTED_FORMAT,
                    "the snapshot has format " + (sealed[0] & 0xff) + ", this version reads " + StoreFormat.VERSION);
        }
        try {
            return opened(sealed).orElseThrow(SnapshotSeal::notOpened);
        } catch (SnapshotRejectedException e) {
            throw e;
        } catch (E2eiException e) {
            // Fields that cannot be, or a passphrase where there was a key: all the same to whoever tries.
            throw notOpened();
        }
    }

    private Optional<byte[]> opened(byte[] sealed) {
        RowReader in = new RowReader(sealed);
        in.u8();
        KeyDerivation theirs = KeyDerivation.read(in);
        byte[] salt = in.octets();
        int prefix = in.position();
        try (SecretScope scope = new SecretScope()) {
            Secret from = theirs.equals(derivation) ? root : scope.keep(databaseKey.root(theirs, crypto.store()));
            Secret key = scope.keep(StoreKeys.derive(crypto.store(), from, salt, PURPOSE));
            return seal.open(key, prefix, Arrays.copyOf(sealed, prefix), sealed);
        }
    }

    private static SnapshotRejectedException notOpened() {
        return new SnapshotRejectedException(
                Reason.NOT_OPENED, "altered, truncated, or sealed under another database key");
    }
}
