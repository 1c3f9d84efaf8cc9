package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.StoreCrypto;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The store's primitives")
class StoreSealingTest {
    private static final byte[] KEY = new byte[32];
    private static final byte[] NONCE = new byte[12];
    private static final byte[] AAD = {1};
    private static final byte[] PLAINTEXT = {2, 3};

    private final StoreCrypto store = new BouncyCastleCryptoProvider().store();

    @Test
    @DisplayName("open what they sealed, and notice each changed bit of key, nonce, associated data and ciphertext")
    void sealing() {
        byte[] sealed = store.seal(KEY, NONCE, AAD, PLAINTEXT);
        assertEquals(PLAINTEXT.length + 16, sealed.length);
        byte[][] given = {KEY, NONCE, AAD, sealed};
        assertArrayEquals(PLAINTEXT, store.open(KEY, NONCE, AAD, sealed));
        for (int input = 0; input < given.length; input++) {
            for (int bit = 0; bit < 8 * given[input].length; bit++) {
                byte[][] changed = given.clone();
                changed[input] = given[input].clone();
                changed[input][bit / 8] ^= (byte) (1 << bit % 8);
                assertThrows(
                        DecryptionFailedException.class,
                        () -> store.open(changed[0], changed[1], changed[2], changed[3]));
            }
        }
    }

    @Test
    @DisplayName("refuse keys and nonces of another size, and ciphertexts shorter than a tag")
    void sizes() {
        byte[] sealed = store.seal(KEY, NONCE, AAD, PLAINTEXT);
        for (int length : new int[] {0, 16, 24, 31, 33}) {
            byte[] key = new byte[length];
            assertThrows(IllegalArgumentException.class, () -> store.seal(key, NONCE, AAD, PLAINTEXT));
            assertThrows(IllegalArgumentException.class, () -> store.open(key, NONCE, AAD, sealed));
        }
        for (int length : new int[] {0, 8, 11, 13, 16}) {
            byte[] nonce = new byte[length];
            assertThrows(IllegalArgumentException.class, () -> store.seal(KEY, nonce, AAD, PLAINTEXT));
            assertThrows(IllegalArgumentException.class, () -> store.open(KEY, nonce, AAD, sealed));
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] prefix = Arrays.copyOf(sealed, length);
            assertThrows(DecryptionFailedException.class, () -> store.open(KEY, NONCE, AAD, prefix));
        }
    }

    @ParameterizedTest(name = "salt {0}, iterations {1}, memory {2}, lanes {3}, output {4}")
    @CsvSource({
        "15, 1, 8, 1, 32",
        "16, 0, 8, 1, 32",
        "16, -1, 8, 1, 32",
        "16, 1025, 8, 1, 32",
        "16, 1, 7, 1, 32",
        "16, 1, 15, 2, 32",
        "16, 1, 0, 1, 32",
        "16, 1, 1048577, 1, 32",
        "16, 1, 2147483647, 1, 32",
        "16, 1, 8, 0, 32",
        "16, 1, 8, -1, 32",
        "16, 1, 1048576, 256, 32",
        "16, 1, 1048576, 2147483647, 32",
        "16, 1, 8, 1, 15",
        "16, 1, 8, 1, 1025",
        "16, 1, 8, 1, -1"
    })
    @DisplayName("refuse parameters of Argon2id that are too weak, too costly or nonsense")
    void argon2idLimits(int salt, int iterations, int memory, int lanes, int length) {
        assertThrows(
                IllegalArgumentException.class,
                () -> store.argon2id(AAD, new byte[salt], iterations, memory, lanes, length));
    }

    @Test
    @DisplayName("give with Argon2id another key for another password, salt, cost or size")
    void argon2idInputs() {
        byte[] salt = new byte[16];
        byte[] key = store.argon2id(AAD, salt, 1, 16, 1, 32);
        assertArrayEquals(key, store.argon2id(AAD, salt, 1, 16, 1, 32));
        assertArrayEquals(new byte[] {1}, AAD);
        byte[] otherSalt = {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertFalse(Arrays.equals(key, store.argon2id(PLAINTEXT, salt, 1, 16, 1, 32)));
        assertFalse(Arrays.equals(key, store.argon2id(AAD, otherSalt, 1, 16, 1, 32)));
        assertFalse(Arrays.equals(key, store.argon2id(AAD, salt, 2, 16, 1, 32)));
        assertFalse(Arrays.equals(key, store.argon2id(AAD, salt, 1, 17, 1, 32)));
        assertFalse(Arrays.equals(key, store.argon2id(AAD, salt, 1, 16, 2, 32)));
        assertFalse(Arrays.equals(key, Arrays.copyOf(store.argon2id(AAD, salt, 1, 16, 1, 33), 32)));
    }

    @Test
    @DisplayName("give 1 to 8160 octets with HKDF")
    void hkdfLimits() {
        assertEquals(1, store.hkdfSha256(AAD, AAD, AAD, 1).length);
        assertEquals(8160, store.hkdfSha256(AAD, AAD, AAD, 8160).length);
        for (int length : new int[] {0, -1, 8161, Integer.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> store.hkdfSha256(AAD, AAD, AAD, length));
        }
    }
}
