package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.StoreCrypto;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The part of {@link CryptoProviderContract} about the sealed store. */
public interface StoreCryptoContract extends CryptoContract {
    /** Sealing is AES-256-GCM, by its specification's example. If this fails, check the cipher and the tag's place. */
    @Test
    default void required_storeSealKnownAnswer() {
        StoreCrypto store = provider().store();
        byte[] expected = Octets.hex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        assertArrayEquals(expected, store.seal(new byte[32], new byte[12], Octets.NONE, new byte[16]));
        assertArrayEquals(new byte[16], store.open(new byte[32], new byte[12], Octets.NONE, expected));
    }

    /** Every bit of what is opened counts, and every octet of the tag. If this fails, check the AEAD. */
    @Test
    default void required_storeSealIsAuthenticated() {
        StoreCrypto store = provider().store();
        byte[] data = Octets.ascii("data");
        byte[] sealed = store.seal(new byte[32], new byte[12], data, Octets.ascii("text"));
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] changed = Octets.flipped(sealed, bit);
            assertThrows(DecryptionFailedException.class, () -> store.open(new byte[32], new byte[12], data, changed));
        }
        for (int length = 0; length < sealed.length; length++) {
            byte[] changed = Arrays.copyOf(sealed, length);
            assertThrows(DecryptionFailedException.class, () -> store.open(new byte[32], new byte[12], data, changed));
        }
        assertThrows(
                DecryptionFailedException.class,
                () -> store.open(new byte[32], new byte[12], Octets.ascii("Data"), sealed));
        assertThrows(
                DecryptionFailedException.class,
                () -> store.open(Octets.flipped(new byte[32], 9), new byte[12], data, sealed));
    }

    /** Keys and nonces of another size are wrong use. If this fails, check sizes before anything else. */
    @Test
    default void required_storeSizesAreChecked() {
        StoreCrypto store = provider().store();
        for (byte[] key : Octets.ofOtherLengths(new byte[32])) {
            assertThrows(IllegalArgumentException.class, () -> store.seal(key, new byte[12], Octets.NONE, Octets.NONE));
            assertThrows(
                    IllegalArgumentException.class, () -> store.open(key, new byte[12], Octets.NONE, new byte[16]));
        }
        for (byte[] nonce : Octets.ofOtherLengths(new byte[12])) {
            assertThrows(
                    IllegalArgumentException.class, () -> store.seal(new byte[32], nonce, Octets.NONE, Octets.NONE));
            assertThrows(
                    IllegalArgumentException.class, () -> store.open(new byte[32], nonce, Octets.NONE, new byte[16]));
        }
    }

    /** HKDF, HMAC and SHA-256 give the RFCs' examples. If this fails, check salt, key and block order. */
    @Test
    default void required_storeDigestKnownAnswers() {
        StoreCrypto store = provider().store();
        assertArrayEquals(
                Octets.hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
                store.hkdfSha256(
                        Octets.hex("000102030405060708090a0b0c"),
                        Octets.filled(22, 0x0b),
                        Octets.hex("f0f1f2f3f4f5f6f7f8f9"),
                        42));
        assertArrayEquals(
                Octets.hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
                store.hkdfSha256(Octets.NONE, Octets.filled(22, 0x0b), Octets.NONE, 42));
        assertArrayEquals(
                Octets.hex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
                store.hmacSha256(Octets.ascii("Jefe"), Octets.ascii("what do ya want for nothing?")));
        assertArrayEquals(
                Octets.hex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                store.sha256(Octets.ascii("abc")));
    }

    /** Argon2id gives what the reference implementation gives. If this fails, check type, version and the lanes. */
    @Test
    default void required_argon2idKnownAnswers() {
        StoreCrypto store = provider().store();
        byte[] salt = Octets.hex("000102030405060708090a0b0c0d0e0f");
        assertArrayEquals(
                Octets.hex("c760c305ae1d5b24527edbc8db77158f2b632197d8bad49cec5ab071809f3def"),
                store.argon2id(Octets.ascii("correct horse battery staple"), salt, 3, 64, 2, 32));
        assertArrayEquals(
                Octets.hex("35858230a16f87fed2b29838c1fe2df6"), store.argon2id(Octets.NONE, salt, 1, 8, 1, 16));
    }

    /** Weak, senseless and endless derivations are wrong use. If this fails, check the ranges of the Javadoc. */
    @Test
    default void required_derivationRanges() {
        StoreCrypto store = provider().store();
        byte[] password = Octets.ascii("password");
        byte[] salt = new byte[16];
        int[][] wrong = {
            {0, 8, 1, 32},
            {1025, 8, 1, 32},
            {1, 7, 1, 32},
            {1, 15, 2, 32},
            {1, 1_048_577, 1, 32},
            {1, 8, 0, 32},
            {1, 1_048_576, 256, 32},
            {1, 8, 1, 15},
            {1, 8, 1, 1025}
        };
        for (int[] numbers : wrong) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.argon2id(password, salt, numbers[0], numbers[1], numbers[2], numbers[3]),
                    () -> Arrays.toString(numbers));
        }
        assertThrows(IllegalArgumentException.class, () -> store.argon2id(password, new byte[15], 1, 8, 1, 32));
        for (int length : new int[] {-1, 0, 8161}) {
            assertThrows(IllegalArgumentException.class, () -> store.hkdfSha256(salt, salt, salt, length));
        }
    }
}
