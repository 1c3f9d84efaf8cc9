package dev.e2ei.core.store;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.StoreCrypto;
import java.util.Arrays;
import java.util.Optional;

/** AES-256-GCM with a random nonce before the ciphertext. */
final class Seal {
    private static final int NONCE = 12;
    private static final int TAG = 16;

    private final CryptoProvider crypto;

    Seal(CryptoProvider crypto) {
        this.crypto = crypto;
    }

    /** Prefix, nonce and ciphertext in one array; the prefix is not encrypted, the caller authenticates it. */
    byte[] seal(Secret key, byte[] prefix, byte[] associatedData, byte[] plaintext) {
        byte[] nonce = crypto.random().bytes(NONCE);
        byte[] ciphertext = key.use(octets -> crypto.store().seal(octets, nonce, associatedData, plaintext));
        byte[] sealed = Arrays.copyOf(prefix, prefix.length + NONCE + ciphertext.length);
        System.arraycopy(nonce, 0, sealed, prefix.length, NONCE);
        System.arraycopy(ciphertext, 0, sealed, prefix.length + NONCE, ciphertext.length);
        return sealed;
    }

    /** The plaintext, or empty for whatever was not sealed thus. */
    Optional<byte[]> open(Secret key, int prefix, byte[] associatedData, byte[] sealed) {
        if (sealed.length < prefix + NONCE + TAG) {
            return Optional.empty();
        }
        byte[] nonce = Arrays.copyOfRange(sealed, prefix, prefix + NONCE);
        byte[] ciphertext = Arrays.copyOfRange(sealed, prefix + NONCE, sealed.length);
        StoreCrypto store = crypto.store();
        try {
            return Optional.of(key.use(octets -> store.open(octets, nonce, associatedData, ciphertext)));
        } catch (DecryptionFailedException e) {
            return Optional.empty();
        }
    }
}
