package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The part of {@link CryptoProviderContract} about authenticated encryption. */
public interface AeadContract extends CryptoContract {
    /** AES-GCM gives the answers of its specification. If this fails, check key size, nonce and where the tag stands. */
    @Test
    default void required_aesGcmKnownAnswer() {
        for (CiphersuiteCrypto suite : suites()) {
            String cipher = suite.ciphersuite().name();
            if (cipher.contains("GCM")) {
                byte[] sealed = suite.seal(new byte[suite.aeadKeyLength()], new byte[12], Octets.NONE, new byte[16]);
                String expected = cipher.contains("AES128")
                        ? "0388dace60b6a392f328c2b971b2fe78" + "ab6e47d42cec13bdf53a67b21257bddf"
                        : "cea7403d4d606b6e074ec5d3baf39d18" + "d0d1c8a799996bf0265b98b5d48ab919";
                assertArrayEquals(Octets.hex(expected), sealed, () -> CryptoContract.name(suite));
            }
        }
    }

    /** ChaCha20-Poly1305 gives RFC 8439's example. If this fails, check nonce, counter and what the tag covers. */
    @Test
    default void required_chachaKnownAnswer() {
        for (CiphersuiteCrypto suite : suites()) {
            if (suite.ciphersuite().name().contains("CHACHA20")) {
                byte[] sealed = suite.seal(
                        Octets.hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
                        Octets.hex("070000004041424344454647"),
                        Octets.hex("50515253c0c1c2c3c4c5c6c7"),
                        Octets.ascii("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for"
                                + " the future, sunscreen would be it."));
                String expected = "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
                        + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
                        + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                        + "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691";
                assertArrayEquals(Octets.hex(expected), sealed, () -> CryptoContract.name(suite));
            }
        }
    }

    /** What was sealed opens, nothing at all included. If this fails, check empty plaintexts and associated data. */
    @Test
    default void required_openUndoesSeal() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] key = Octets.filled(suite.aeadKeyLength(), 1);
            byte[] nonce = Octets.filled(suite.aeadNonceLength(), 2);
            for (int length : new int[] {0, 1, 15, 16, 17, 1024}) {
                byte[] plaintext = Octets.filled(length, 3);
                byte[] sealed = suite.seal(key, nonce, Octets.ascii("data"), plaintext);
                assertEquals(length + suite.aeadTagLength(), sealed.length, () -> CryptoContract.name(suite));
                assertArrayEquals(plaintext, suite.open(key, nonce, Octets.ascii("data"), sealed));
            }
        }
    }

    /** Each bit of the ciphertext and its tag counts. If this fails, check that the whole tag is compared. */
    @Test
    default void required_ciphertextIsAuthenticated() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] sealed = sealed(suite);
            for (int bit = 0; bit < 8 * sealed.length; bit++) {
                byte[] changed = Octets.flipped(sealed, bit);
                assertThrows(DecryptionFailedException.class, () -> open(suite, Octets.ascii("data"), changed));
            }
        }
    }

    /** A truncated or extended ciphertext does not open. If this fails, check that the tag has its full size. */
    @Test
    default void required_truncatedTagIsRefused() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] sealed = sealed(suite);
            for (int length = 0; length <= sealed.length + 1; length++) {
                if (length != sealed.length) {
                    byte[] changed = Arrays.copyOf(sealed, length);
                    assertThrows(DecryptionFailedException.class, () -> open(suite, Octets.ascii("data"), changed));
                }
            }
        }
    }

    /** The associated data counts. If this fails, check that it is passed to seal and to open. */
    @Test
    default void required_associatedDataIsAuthenticated() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] sealed = sealed(suite);
            for (byte[] other : new byte[][] {Octets.NONE, Octets.ascii("datA"), Octets.ascii("data ")}) {
                assertThrows(DecryptionFailedException.class, () -> open(suite, other, sealed));
            }
        }
    }

    /** Another key or nonce does not open. If this fails, check that both are used. */
    @Test
    default void required_keyAndNonceCount() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] sealed = sealed(suite);
            byte[] data = Octets.ascii("data");
            byte[] otherKey = Octets.flipped(new byte[suite.aeadKeyLength()], 0);
            byte[] otherNonce = Octets.flipped(new byte[suite.aeadNonceLength()], 95);
            assertThrows(
                    DecryptionFailedException.class,
                    () -> suite.open(otherKey, new byte[suite.aeadNonceLength()], data, sealed));
            assertThrows(
                    DecryptionFailedException.class,
                    () -> suite.open(new byte[suite.aeadKeyLength()], otherNonce, data, sealed));
        }
    }

    /** Keys and nonces of another size are wrong use. If this fails, check sizes before anything else. */
    @Test
    default void required_sizesAreChecked() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] key = new byte[suite.aeadKeyLength()];
            byte[] nonce = new byte[suite.aeadNonceLength()];
            byte[] sealed = sealed(suite);
            for (byte[] other : Octets.ofOtherLengths(key)) {
                assertThrows(IllegalArgumentException.class, () -> suite.seal(other, nonce, Octets.NONE, Octets.NONE));
                assertThrows(IllegalArgumentException.class, () -> suite.open(other, nonce, Octets.NONE, sealed));
            }
            for (byte[] other : Octets.ofOtherLengths(nonce)) {
                assertThrows(IllegalArgumentException.class, () -> suite.seal(key, other, Octets.NONE, Octets.NONE));
                assertThrows(IllegalArgumentException.class, () -> suite.open(key, other, Octets.NONE, sealed));
            }
        }
    }

    private static byte[] sealed(CiphersuiteCrypto suite) {
        return suite.seal(
                new byte[suite.aeadKeyLength()],
                new byte[suite.aeadNonceLength()],
                Octets.ascii("data"),
                Octets.ascii("plaintext"));
    }

    private static byte[] open(CiphersuiteCrypto suite, byte[] associatedData, byte[] sealed) {
        return suite.open(new byte[suite.aeadKeyLength()], new byte[suite.aeadNonceLength()], associatedData, sealed);
    }
}
