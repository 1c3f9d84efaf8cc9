package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A ciphersuite")
class SuitePrimitivesTest {
    private static final byte[] NONE = {};
    private static final byte[] CONTENT = {1, 2, 3};

    @ParameterizedTest(name = "suite {0}")
    @CsvSource({
        "1, 32, 16, 32, 32, 32",
        "2, 32, 16, 65, 32, 65",
        "3, 32, 32, 32, 32, 32",
        "4, 64, 32, 56, 56, 57",
        "5, 64, 32, 133, 66, 133",
        "6, 64, 32, 56, 56, 57",
        "7, 48, 32, 97, 48, 97"
    })
    @DisplayName("has the sizes of RFC 9180, section 7, and of its signature scheme")
    void sizes(int id, int hash, int key, int kemPublic, int kemPrivate, int signaturePublic) {
        CiphersuiteCrypto crypto = Suites.crypto(id);
        assertEquals(id, crypto.ciphersuite().id());
        assertEquals(hash, crypto.hashLength());
        assertEquals(hash, crypto.hash(CONTENT).length);
        assertEquals(hash, crypto.mac(NONE, NONE).length);
        assertEquals(hash, crypto.extract(NONE, NONE).length);
        assertEquals(key, crypto.aeadKeyLength());
        assertEquals(12, crypto.aeadNonceLength());
        assertEquals(16, crypto.aeadTagLength());
        assertEquals(kemPublic, crypto.kemPublicKeyLength());
        assertEquals(kemPublic, crypto.generateHpkeKeyPair().publicKey().length);
        assertEquals(kemPrivate, crypto.kemPrivateKeyLength());
        assertEquals(kemPrivate, crypto.generateHpkeKeyPair().privateKey().length);
        assertEquals(signaturePublic, crypto.signaturePublicKeyLength());
        assertEquals(signaturePublic, crypto.generateSignatureKeyPair().publicKey().length);
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("generates key pairs that pass its own checks and differ from each other")
    void generation(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            KeyPairOctets signature = crypto.generateSignatureKeyPair();
            KeyPairOctets kem = crypto.generateHpkeKeyPair();
            crypto.validateSignaturePublicKey(signature.publicKey());
            crypto.validateHpkePublicKey(kem.publicKey());
            assertArrayEquals(signature.publicKey(), crypto.signaturePublicKey(signature.privateKey()));
            seen.add(Arrays.toString(signature.privateKey()));
            seen.add(Arrays.toString(kem.privateKey()));
        }
        assertEquals(40, seen.stream().distinct().count());
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("signs the same content alike each time, and verifies for that key and content alone")
    void signatures(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        KeyPairOctets pair = crypto.generateSignatureKeyPair();
        byte[] signature = crypto.sign(pair.privateKey(), CONTENT);
        assertArrayEquals(signature, crypto.sign(pair.privateKey(), CONTENT));
        assertTrue(crypto.verify(pair.publicKey(), CONTENT, signature));
        assertFalse(crypto.verify(pair.publicKey(), NONE, signature));
        assertFalse(crypto.verify(crypto.generateSignatureKeyPair().publicKey(), CONTENT, signature));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("seals one info to many recipients, in their order, each for one of them only")
    void sealAll(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        List<KeyPairOctets> recipients =
                List.of(crypto.generateHpkeKeyPair(), crypto.generateHpkeKeyPair(), crypto.generateHpkeKeyPair());
        List<byte[]> plaintexts = List.of(new byte[] {1}, new byte[0], new byte[] {2, 3});
        List<HpkeCiphertext> sealed = crypto.hpkeSealAll(
                recipients.stream().map(KeyPairOctets::publicKey).toList(), CONTENT, NONE, plaintexts);
        assertEquals(3, sealed.size());
        for (int i = 0; i < 3; i++) {
            KeyPairOctets recipient = recipients.get(i);
            HpkeCiphertext ciphertext = sealed.get(i);
            byte[] opened = crypto.hpkeOpen(
                    ciphertext.kemOutput(),
                    recipient.privateKey(),
                    recipient.publicKey(),
                    CONTENT,
                    NONE,
                    ciphertext.ciphertext());
            assertArrayEquals(plaintexts.get(i), opened);
        }
        assertEquals(List.of(), crypto.hpkeSealAll(List.of(), CONTENT, NONE, List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> crypto.hpkeSealAll(List.of(recipients.get(0).publicKey()), CONTENT, NONE, plaintexts));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("expands to 0 octets and to 255 blocks, and to no more")
    void expandLimits(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        byte[] secret = crypto.extract(NONE, CONTENT);
        int most = 255 * crypto.hashLength();
        assertEquals(0, crypto.expand(secret, NONE, 0).length);
        assertEquals(most, crypto.expand(secret, NONE, most).length);
        assertThrows(IllegalArgumentException.class, () -> crypto.expand(secret, NONE, most + 1));
        assertThrows(IllegalArgumentException.class, () -> crypto.expand(secret, NONE, -1));
        KeyPairOctets pair = crypto.generateHpkeKeyPair();
        assertThrows(
                IllegalArgumentException.class, () -> crypto.hpkeExportSender(pair.publicKey(), NONE, NONE, most + 1));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("leaves what it is given as it was")
    void inputsUnchanged(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        KeyPairOctets pair = crypto.generateHpkeKeyPair();
        KeyPairOctets signer = crypto.generateSignatureKeyPair();
        byte[] psk = new byte[32];
        Arrays.fill(psk, (byte) 7);
        byte[][] given = {pair.publicKey(), pair.privateKey(), signer.privateKey(), psk, CONTENT.clone()};
        byte[][] before = Arrays.stream(given).map(byte[]::clone).toArray(byte[][]::new);

        HpkeCiphertext sealed = crypto.hpkeSealPsk(given[0], given[4], given[4], given[4], given[3], given[4]);
        crypto.hpkeOpenPsk(
                sealed.kemOutput(), given[1], given[0], given[4], given[4], sealed.ciphertext(), given[3], given[4]);
        crypto.sign(given[2], given[4]);
        crypto.deriveHpkeKeyPair(given[3]);
        crypto.expand(crypto.extract(given[3], given[3]), given[4], 40);
        crypto.mac(given[3], given[4]);
        byte[] key = Arrays.copyOf(given[3], crypto.aeadKeyLength());
        crypto.open(key, new byte[12], given[4], crypto.seal(key, new byte[12], given[4], given[4]));
        assertArrayEquals(Arrays.copyOf(before[3], key.length), key);
        for (int i = 0; i < given.length; i++) {
            assertArrayEquals(before[i], given[i]);
        }
    }

    @Test
    @DisplayName("derives the same pair from the same input, of any length, and another from another")
    void deriveKeyPair() {
        for (Ciphersuite suite : Ciphersuite.values()) {
            CiphersuiteCrypto crypto = Suites.crypto(suite);
            byte[] nodeSecret = new byte[crypto.hashLength()];
            KeyPairOctets pair = crypto.deriveHpkeKeyPair(nodeSecret);
            assertArrayEquals(
                    pair.publicKey(), crypto.deriveHpkeKeyPair(nodeSecret).publicKey());
            nodeSecret[0] = 1;
            assertFalse(Arrays.equals(
                    pair.publicKey(), crypto.deriveHpkeKeyPair(nodeSecret).publicKey()));
            crypto.validateHpkePublicKey(pair.publicKey());
        }
    }
}
