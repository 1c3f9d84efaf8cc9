package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.crypto.X509Crypto;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDK signed is verified by BouncyCastle. */
@DisplayName("Signatures of certificates")
class X509SignaturesTest {
    private static final byte[] CONTENT = {1, 2, 3, 4};

    private final X509Crypto x509 = new BouncyCastleCryptoProvider().x509();

    @ParameterizedTest(name = "{0} with SHA-{1}")
    @CsvSource({
        "secp256r1, 256", "secp256r1, 384", "secp256r1, 512",
        "secp384r1, 256", "secp384r1, 384", "secp384r1, 512",
        "secp521r1, 256", "secp521r1, 384", "secp521r1, 512"
    })
    @DisplayName("verify for each NIST curve with each hash, and for nothing else")
    void ecdsa(String curve, int hash) throws GeneralSecurityException {
        KeyPair pair = ecPair(curve);
        byte[] signature = sign("SHA" + hash + "withECDSA", pair);
        byte[] key = pair.getPublic().getEncoded();
        byte[] algorithm = Der.sequence(X509Oids.ecdsaWith(hash));
        assertTrue(x509.verify(key, algorithm, CONTENT, signature));
        assertFalse(x509.verify(key, algorithm, new byte[] {1, 2, 3, 5}, signature));
        assertFalse(x509.verify(ecPair(curve).getPublic().getEncoded(), algorithm, CONTENT, signature));
        for (int other : new int[] {256, 384, 512}) {
            byte[] otherAlgorithm = Der.sequence(X509Oids.ecdsaWith(other));
            assertEquals(other == hash, x509.verify(key, otherAlgorithm, CONTENT, signature));
        }
        assertFalse(x509.verify(key, Der.sequence(X509Oids.ED25519), CONTENT, signature));
        assertFalse(x509.verify(key, Der.sequence(X509Oids.rsaWith(256), Der.NULL), CONTENT, signature));
    }

    @Test
    @DisplayName("verify for Ed25519, and for nothing else")
    void ed25519() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] signature = sign("Ed25519", pair);
        byte[] key = pair.getPublic().getEncoded();
        byte[] algorithm = Der.sequence(X509Oids.ED25519);
        assertTrue(x509.verify(key, algorithm, CONTENT, signature));
        assertFalse(x509.verify(key, algorithm, new byte[0], signature));
        assertFalse(x509.verify(key, algorithm, CONTENT, Arrays.copyOf(signature, 63)));
        assertFalse(x509.verify(key, algorithm, CONTENT, Arrays.copyOf(signature, 65)));
        assertFalse(x509.verify(key, Der.sequence(X509Oids.ecdsaWith(256)), CONTENT, signature));
    }

    @Test
    @DisplayName("have no parameters with ECDSA and Ed25519, neither at the signature nor at the key")
    void parameters() throws GeneralSecurityException {
        KeyPair ec = ecPair("secp256r1");
        byte[] ecSignature = sign("SHA256withECDSA", ec);
        byte[] ecKey = ec.getPublic().getEncoded();
        assertFalse(x509.verify(ecKey, Der.sequence(X509Oids.ecdsaWith(256), Der.NULL), CONTENT, ecSignature));
        assertFalse(x509.verify(ecKey, Der.sequence(X509Oids.ecdsaWith(256), X509Oids.P256), CONTENT, ecSignature));

        KeyPair ed = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] edSignature = sign("Ed25519", ed);
        byte[] edKey = ed.getPublic().getEncoded();
        byte[] raw = Arrays.copyOfRange(edKey, edKey.length - 32, edKey.length);
        byte[] bits = Der.value(3, new byte[1], raw);
        byte[] algorithm = Der.sequence(X509Oids.ED25519);
        assertTrue(x509.verify(Der.sequence(algorithm, bits), algorithm, CONTENT, edSignature));
        assertFalse(x509.verify(edKey, Der.sequence(X509Oids.ED25519, Der.NULL), CONTENT, edSignature));
        assertFalse(x509.verify(
                Der.sequence(Der.sequence(X509Oids.ED25519, Der.NULL), bits), algorithm, CONTENT, edSignature));
    }

    @Test
    @DisplayName("need a named curve and an uncompressed point")
    void pointForms() throws GeneralSecurityException {
        KeyPair pair = ecPair("secp256r1");
        byte[] signature = sign("SHA256withECDSA", pair);
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] point = Arrays.copyOfRange(encoded, encoded.length - 65, encoded.length);
        byte[] algorithm = Der.sequence(X509Oids.ecdsaWith(256));
        assertTrue(x509.verify(ecKey(X509Oids.P256, point), algorithm, CONTENT, signature));

        byte[] compressed = Arrays.copyOf(point, 33);
        compressed[0] = (byte) (2 + (point[64] & 1));
        assertFalse(x509.verify(ecKey(X509Oids.P256, compressed), algorithm, CONTENT, signature));
        byte[] hybrid = point.clone();
        hybrid[0] = (byte) (6 + (point[64] & 1));
        assertFalse(x509.verify(ecKey(X509Oids.P256, hybrid), algorithm, CONTENT, signature));
        byte[] offCurve = point.clone();
        offCurve[64] ^= 1;
        assertFalse(x509.verify(ecKey(X509Oids.P256, offCurve), algorithm, CONTENT, signature));
        assertFalse(x509.verify(ecKey(X509Oids.P256, new byte[] {0}), algorithm, CONTENT, signature));
        assertFalse(x509.verify(ecKey(new byte[0], point), algorithm, CONTENT, signature));
        assertFalse(x509.verify(ecKey(Der.NULL, point), algorithm, CONTENT, signature));
        assertFalse(x509.verify(ecKey(Der.oid("2b8104000a"), point), algorithm, CONTENT, signature));
        assertFalse(x509.verify(ecKey(Der.join(X509Oids.P256, Der.NULL), point), algorithm, CONTENT, signature));
    }

    @Test
    @DisplayName("are not looked at if the algorithm is SHA-1, MD5 or unknown: a declared error")
    void unsupported() throws GeneralSecurityException {
        byte[] key = ecPair("secp256r1").getPublic().getEncoded();
        byte[][] algorithms = {
            X509Oids.SHA1_WITH_RSA, X509Oids.MD5_WITH_RSA, X509Oids.ECDSA_WITH_SHA1, X509Oids.RSA, Der.oid("2b6571")
        };
        for (byte[] algorithm : algorithms) {
            ProviderException refusal = assertThrows(
                    ProviderException.class, () -> x509.verify(key, Der.sequence(algorithm), CONTENT, new byte[64]));
            assertEquals(ErrorCode.INVALID_KEY, refusal.code());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.3.101.112, true",
        "1.2.840.10045.4.3.2, true",
        "1.2.840.10045.4.3.3, true",
        "1.2.840.10045.4.3.4, true",
        "1.2.840.113549.1.1.10, true",
        "1.2.840.113549.1.1.11, true",
        "1.2.840.113549.1.1.12, true",
        "1.2.840.113549.1.1.13, true",
        "1.3.101.113, false",
        "1.2.840.10045.4.1, false",
        "1.2.840.10045.4.3.1, false",
        "1.2.840.113549.1.1.1, false",
        "1.2.840.113549.1.1.4, false",
        "1.2.840.113549.1.1.5, false",
        "1.2.840.113549.1.1.14, false",
        "'', false",
        "SHA256withECDSA, false"
    })
    @DisplayName("say beforehand which algorithms they know")
    void supports(String oid, boolean expected) {
        assertEquals(expected, x509.supports(oid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "SHA256withECDSA"})
    @DisplayName("never verify with a prefix of key, algorithm or signature, or with one octet more")
    void prefixes(String name) throws GeneralSecurityException {
        boolean edwards = name.equals("Ed25519");
        KeyPair pair = edwards ? KeyPairGenerator.getInstance(name).generateKeyPair() : ecPair("secp256r1");
        byte[][] parts = {
            pair.getPublic().getEncoded(),
            Der.sequence(edwards ? X509Oids.ED25519 : X509Oids.ecdsaWith(256)),
            sign(name, pair)
        };
        assertTrue(x509.verify(parts[0], parts[1], CONTENT, parts[2]));
        for (int part = 0; part < parts.length; part++) {
            byte[] whole = parts[part];
            for (int length = 0; length <= whole.length + 1; length++) {
                parts[part] = Arrays.copyOf(whole, length);
                assertEquals(length == whole.length, x509.verify(parts[0], parts[1], CONTENT, parts[2]));
            }
            parts[part] = whole;
        }
    }

    private static byte[] ecKey(byte[] parameters, byte[] point) {
        return Der.sequence(Der.sequence(X509Oids.EC_PUBLIC_KEY, parameters), Der.value(3, new byte[1], point));
    }

    private static KeyPair ecPair(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static byte[] sign(String algorithm, KeyPair pair) throws GeneralSecurityException {
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(pair.getPrivate());
        signer.update(CONTENT);
        return signer.sign();
    }
}
