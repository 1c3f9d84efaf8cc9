package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seed is fixed, so that a failure can be repeated. */
@DisplayName("Octets that are no key, signature or ciphertext end as declared")
class GarbageInputTest {
    private static final byte[] NONE = {};
    private static final byte[] CONTENT = {1, 2, 3};

    private final Random garbage = new Random(20_260_101);

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("public keys: refused with INVALID_KEY, or good enough to seal to")
    void hpkePublicKeys(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        byte[] whole = crypto.generateHpkeKeyPair().publicKey();
        for (byte[] key : spoiled(whole)) {
            boolean valid = isAccepted(() -> crypto.validateHpkePublicKey(key));
            assertEquals(valid, isAccepted(() -> crypto.hpkeSeal(key, NONE, NONE, CONTENT)));
            assertEquals(valid, isAccepted(() -> crypto.hpkeExportSender(key, NONE, NONE, 32)));
            assertEquals(
                    valid, isAccepted(() -> crypto.hpkeSealAll(List.of(whole, key), NONE, NONE, List.of(NONE, NONE))));
            if (key.length != whole.length) {
                assertFalse(valid);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("signature public keys: refused with INVALID_KEY; none of them verifies another key's signature")
    void signaturePublicKeys(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        KeyPairOctets pair = crypto.generateSignatureKeyPair();
        byte[] signature = crypto.sign(pair.privateKey(), CONTENT);
        assertTrue(crypto.verify(pair.publicKey(), CONTENT, signature));
        for (byte[] key : spoiled(pair.publicKey())) {
            boolean valid = isAccepted(() -> crypto.validateSignaturePublicKey(key));
            assertTrue(!valid || key.length == pair.publicKey().length);
            assertFalse(crypto.verify(key, CONTENT, signature));
        }
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("private keys: refused with INVALID_KEY, or good enough to sign with")
    void signaturePrivateKeys(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        byte[] whole = crypto.generateSignatureKeyPair().privateKey();
        byte[] zeros = new byte[whole.length];
        byte[] ones = new byte[whole.length];
        Arrays.fill(ones, (byte) 0xff);
        for (byte[] key :
                Stream.concat(spoiled(whole).stream(), Stream.of(zeros, ones)).toList()) {
            boolean valid = isAccepted(() -> crypto.signaturePublicKey(key));
            assertEquals(valid, isAccepted(() -> crypto.sign(key, CONTENT)));
            if (valid) {
                assertTrue(crypto.verify(crypto.signaturePublicKey(key), CONTENT, crypto.sign(key, CONTENT)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("signatures: false")
    void signatures(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        KeyPairOctets pair = crypto.generateSignatureKeyPair();
        for (byte[] signature : spoiled(crypto.sign(pair.privateKey(), CONTENT))) {
            assertFalse(crypto.verify(pair.publicKey(), CONTENT, signature));
        }
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("ciphertexts: decryption failed")
    void ciphertexts(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        byte[] key = new byte[crypto.aeadKeyLength()];
        byte[] nonce = new byte[crypto.aeadNonceLength()];
        byte[] sealed = crypto.seal(key, nonce, CONTENT, CONTENT);
        for (byte[] ciphertext : spoiled(sealed)) {
            assertThrows(DecryptionFailedException.class, () -> crypto.open(key, nonce, CONTENT, ciphertext));
        }
        assertThrows(DecryptionFailedException.class, () -> crypto.open(key, nonce, NONE, sealed));
        for (int length : new int[] {0, 1, 11, 13, 15, 17, 31, 33, 64}) {
            assertThrows(IllegalArgumentException.class, () -> crypto.seal(new byte[length], nonce, NONE, CONTENT));
            assertThrows(IllegalArgumentException.class, () -> crypto.open(key, new byte[length], NONE, sealed));
        }
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("everything that HPKE opens: decryption failed")
    void hpkeCiphertexts(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        KeyPairOctets pair = crypto.generateHpkeKeyPair();
        HpkeCiphertext sealed = crypto.hpkeSeal(pair.publicKey(), CONTENT, NONE, CONTENT);
        byte[][] inputs = {sealed.kemOutput(), pair.privateKey(), pair.publicKey(), CONTENT, NONE, sealed.ciphertext()};
        for (int spoiledInput : new int[] {0, 2, 3, 5}) {
            for (byte[] octets : spoiled(inputs[spoiledInput])) {
                byte[][] given = inputs.clone();
                given[spoiledInput] = octets;
                // The highest bit of an X25519 key does not count in the agreement, but the KEM's context has it.
                assertThrows(
                        DecryptionFailedException.class,
                        () -> crypto.hpkeOpen(given[0], given[1], given[2], given[3], given[4], given[5]));
            }
        }
        for (int length : new int[] {0, 1, pair.privateKey().length - 1, pair.privateKey().length + 1}) {
            byte[] privateKey = Arrays.copyOf(pair.privateKey(), length);
            assertThrows(
                    DecryptionFailedException.class,
                    () -> crypto.hpkeOpen(inputs[0], privateKey, inputs[2], CONTENT, NONE, inputs[5]));
            assertThrows(
                    DecryptionFailedException.class,
                    () -> crypto.hpkeExportRecipient(inputs[0], privateKey, inputs[2], CONTENT, NONE, 32));
        }
    }

    @Test
    @DisplayName("certificate keys and algorithms: false, or INVALID_KEY for an algorithm that is not supported")
    void certificates() {
        X509Crypto x509 = new BouncyCastleCryptoProvider().x509();
        CiphersuiteCrypto crypto = Suites.crypto(2);
        KeyPairOctets pair = crypto.generateSignatureKeyPair();
        byte[] key = Der.sequence(
                Der.sequence(X509Oids.EC_PUBLIC_KEY, X509Oids.P256), Der.value(3, NONE, new byte[1], pair.publicKey()));
        byte[] algorithm = Der.sequence(X509Oids.ecdsaWith(256));
        byte[] signature = crypto.sign(pair.privateKey(), CONTENT);
        assertTrue(x509.verify(key, algorithm, CONTENT, signature));
        for (byte[] octets : spoiled(key)) {
            assertFalse(x509.verify(octets, algorithm, CONTENT, signature));
        }
        for (byte[] octets : spoiled(algorithm)) {
            isAccepted(() -> assertFalse(x509.verify(key, octets, CONTENT, signature)));
        }
        for (byte[] octets : spoiled(signature)) {
            assertFalse(x509.verify(key, algorithm, CONTENT, octets));
        }
    }

    /** Answers whether a call went through; the only other outcome that is allowed is INVALID_KEY. */
    private static boolean isAccepted(Runnable call) {
        try {
            call.run();
            return true;
        } catch (ProviderException e) {
            assertEquals(ErrorCode.INVALID_KEY, e.code());
            return false;
        }
    }

    /** Prefixes, one octet more, flipped bits and noise; all prefixes and bits of short inputs, many of long ones. */
    private List<byte[]> spoiled(byte[] whole) {
        int step = 1 + whole.length / 64;
        Stream<byte[]> prefixes =
                IntStream.range(0, whole.length).filter(i -> i % step == 0).mapToObj(i -> Arrays.copyOf(whole, i));
        Stream<byte[]> near = Stream.of(
                Arrays.copyOf(whole, whole.length - 1),
                Arrays.copyOf(whole, whole.length + 1),
                Der.join(new byte[1], whole));
        Stream<byte[]> flipped = IntStream.range(0, 8 * whole.length)
                .filter(bit -> bit < 16 || bit % (5 * step - 4) == 0)
                .mapToObj(bit -> {
                    byte[] copy = whole.clone();
                    copy[bit / 8] ^= (byte) (1 << bit % 8);
                    return copy;
                });
        Stream<byte[]> noise = IntStream.range(0, 60).mapToObj(i -> {
            byte[] octets = new byte[i % 2 == 0 ? whole.length : 3 * i];
            garbage.nextBytes(octets);
            return octets;
        });
        return Stream.of(prefixes, near, flipped, noise).flatMap(all -> all).toList();
    }
}
