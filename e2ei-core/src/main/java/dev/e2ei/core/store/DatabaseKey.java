package dev.e2ei.core.store;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.crypto.StoreCrypto;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the host gave to seal the store: 32 octets, or a passphrase. A passphrase is kept, as octets, because a snapshot
 * that another store sealed has Argon2 parameters of its own.
 */
public final class DatabaseKey implements AutoCloseable {
    private static final int KEY = 32;

    private final Secret secret;
    private final boolean passphrase;

    private DatabaseKey(Secret secret, boolean passphrase) {
        this.secret = secret;
        this.passphrase = passphrase;
    }

    /**
     * Copies the host's key or passphrase.
     *
     * @param configuration what the builder collected
     * @return the key, to be closed
     */
    public static DatabaseKey of(E2eiConfiguration configuration) {
        return configuration
                .databaseKey()
                .map(DatabaseKey::ofKey)
                .or(() -> configuration.passphrase().map(DatabaseKey::ofPassphrase))
                .orElseThrow(() -> new IllegalStateException("a client needs databaseKey or passphrase"));
    }

    /**
     * Copies a key.
     *
     * @param key 32 octets; not closed
     * @return the key, to be closed
     */
    public static DatabaseKey ofKey(Secret key) {
        if (key.size() != KEY) {
            throw new IllegalArgumentException("a database key has " + KEY + " octets");
        }
        return new DatabaseKey(key.copy(), false);
    }

    static DatabaseKey ofPassphrase(char[] text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(text));
        byte[] octets = new byte[encoded.remaining()];
        encoded.get(octets);
        Arrays.fill(encoded.array(), (byte) 0);
        return new DatabaseKey(Secret.take(octets), true);
    }

    /** How a new store derives its root key from this. */
    KeyDerivation fresh(RandomSource random) {
        return passphrase ? KeyDerivation.Argon2id.fresh(random) : new KeyDerivation.Direct();
    }

    /** The root key, 32 octets, to be closed. */
    Secret root(KeyDerivation derivation, StoreCrypto crypto) {
        if (derivation instanceof KeyDerivation.Argon2id argon) {
            if (!passphrase) {
                throw new StorageException(
                        ErrorCode.STORAGE_WRONG_KEY, "sealed under a passphrase, but a key was given");
            }
            return Secret.take(secret.use(octets -> crypto.argon2id(
                    octets, argon.salt().toByteArray(), argon.iterations(), argon.memoryKib(), argon.lanes(), KEY)));
        }
        if (passphrase) {
            throw new StorageException(ErrorCode.STORAGE_WRONG_KEY, "sealed under a key, but a passphrase was given");
        }
        return secret.copy();
    }

    @Override
    public void close() {
        secret.close();
    }
}
