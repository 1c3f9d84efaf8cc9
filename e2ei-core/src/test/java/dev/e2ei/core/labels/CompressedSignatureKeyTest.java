package dev.e2ei.core.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.SignatureScheme;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.core.identity.EcSignatureKey;
import dev.e2ei.core.identity.KeyThumbprint;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.Arrays;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("CS-6: a compressed signature key on a NIST curve")
class CompressedSignatureKeyTest {
    private static final byte[] CONTENT = {1, 2, 3};

    private static CiphersuiteCrypto primitives(Ciphersuite suite) {
        return ServiceLoader.load(CryptoProvider.class)
                .findFirst()
                .flatMap(provider -> provider.forCiphersuite(suite))
                .orElseThrow();
    }

    private static byte[] compressed(byte[] point) {
        byte[] key = Arrays.copyOf(point, 1 + point.length / 2);
        key[0] = (byte) (2 + (point[point.length - 1] & 1));
        return key;
    }

    @ParameterizedTest
    @EnumSource(
            value = Ciphersuite.class,
            names = {
                "MLS_128_DHKEMP256_AES128GCM_SHA256_P256",
                "MLS_256_DHKEMP384_AES256GCM_SHA384_P384",
                "MLS_256_DHKEMP521_AES256GCM_SHA512_P521"
            })
    @DisplayName("is the same key as the uncompressed one, in suite")
    void sameKey(Ciphersuite suite) {
        CiphersuiteCrypto primitives = primitives(suite);
        LabeledCrypto crypto = new LabeledCrypto(primitives);
        for (int i = 0; i < 8; i++) {
            KeyPairOctets pair = primitives.generateSignatureKeyPair();
            byte[] point = pair.publicKey();
            byte[] key = compressed(point);
            assertArrayEquals(point, EcSignatureKey.uncompressed(suite.signatureScheme(), key));
            crypto.validateSignatureKey(key);
            byte[] signature = crypto.sign(pair.privateKey(), "label", CONTENT);
            assertTrue(crypto.verify(key, "label", CONTENT, signature));
            key[0] ^= 1;
            assertFalse(crypto.verify(key, "label", CONTENT, signature));
            key[0] ^= 1;
            assertEquals(
                    KeyThumbprint.of(suite, Bytes.of(point), primitives::hash),
                    KeyThumbprint.of(suite, Bytes.of(key), primitives::hash));
        }
    }

    @Test
    @DisplayName("is none with an x that is no point's, or beyond the field; and is left as it is, to be refused")
    void noKey() {
        Ciphersuite suite = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
        LabeledCrypto crypto = new LabeledCrypto(primitives(suite));
        int refused = 0;
        for (int x = 0; x < 32; x++) {
            byte[] key = new byte[33];
            key[0] = 2;
            key[32] = (byte) x;
            if (EcSignatureKey.uncompressed(suite.signatureScheme(), key) == key) {
                refused++;
                assertThrows(ProviderException.class, () -> crypto.validateSignatureKey(key));
                assertFalse(crypto.verify(key, "label", CONTENT, new byte[70]));
            } else {
                crypto.validateSignatureKey(key);
            }
        }
        assertTrue(refused > 8 && refused < 24, "half of all numbers are no point's, not " + refused);
        byte[] beyond = new byte[33];
        Arrays.fill(beyond, (byte) 0xff);
        beyond[0] = 3;
        assertThrows(ProviderException.class, () -> crypto.validateSignatureKey(beyond));
        byte[] ed25519 = new byte[32];
        assertSame(ed25519, EcSignatureKey.uncompressed(SignatureScheme.ED25519, ed25519));
        assertSame(beyond, EcSignatureKey.uncompressed(SignatureScheme.ECDSA_SECP384R1_SHA384, beyond));
    }
}
