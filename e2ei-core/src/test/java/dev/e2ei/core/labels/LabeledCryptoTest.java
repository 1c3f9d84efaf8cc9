package dev.e2ei.core.labels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Primitives under MLS's labels")
class LabeledCryptoTest {
    private static final byte[] CONTENT = octets("content");

    private static CiphersuiteCrypto primitives(Ciphersuite suite) {
        return ServiceLoader.load(CryptoProvider.class)
                .findFirst()
                .flatMap(provider -> provider.forCiphersuite(suite))
                .orElseThrow();
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A short vector: one octet of length, then the content. */
    private static String vector(String text) {
        return (char) text.length() + text;
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("CS-1: references hash their whole label and the value")
    void references(Ciphersuite suite) {
        CiphersuiteCrypto primitives = primitives(suite);
        LabeledCrypto crypto = new LabeledCrypto(primitives);
        assertEquals(
                Bytes.of(primitives.hash(octets(vector("MLS 1.0 KeyPackage Reference") + vector("content")))),
                crypto.keyPackageRef(CONTENT));
        assertEquals(
                Bytes.of(primitives.hash(octets(vector("MLS 1.0 Proposal Reference") + vector("content")))),
                crypto.proposalRef(CONTENT));
        assertEquals(Bytes.of(primitives.hash(octets(vector("x") + vector("content")))), crypto.refHash("x", CONTENT));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("CS-2: signatures are over label and content")
    void signatures(Ciphersuite suite) {
        CiphersuiteCrypto primitives = primitives(suite);
        LabeledCrypto crypto = new LabeledCrypto(primitives);
        KeyPairOctets keys = primitives.generateSignatureKeyPair();
        byte[] signature = crypto.sign(keys.privateKey(), "LeafNodeTBS", CONTENT);
        byte[] signed = octets(vector("MLS 1.0 LeafNodeTBS") + vector("content"));
        assertTrue(primitives.verify(keys.publicKey(), signed, signature));
        assertTrue(crypto.verify(keys.publicKey(), "LeafNodeTBS", CONTENT, signature));
        assertFalse(crypto.verify(keys.publicKey(), "KeyPackageTBS", CONTENT, signature));
        assertFalse(crypto.verify(keys.publicKey(), "LeafNodeTBS", octets("Content"), signature));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("CS-3: label and context are HPKE's info, one for a whole batch")
    void encryption(Ciphersuite suite) {
        CiphersuiteCrypto primitives = primitives(suite);
        LabeledCrypto crypto = new LabeledCrypto(primitives);
        KeyPairOctets keys = primitives.generateHpkeKeyPair();
        KeyPairOctets others = primitives.generateHpkeKeyPair();
        byte[] context = octets("context");
        List<HpkeCiphertext> sealed = crypto.encryptAll(
                List.of(keys.publicKey(), others.publicKey()),
                "UpdatePathNode",
                context,
                List.of(CONTENT, octets("more")));
        HpkeCiphertext first = sealed.get(0);
        byte[] info = octets(vector("MLS 1.0 UpdatePathNode") + vector("context"));
        assertArrayEquals(
                CONTENT,
                primitives.hpkeOpen(
                        first.kemOutput(), keys.privateKey(), keys.publicKey(), info, new byte[0], first.ciphertext()));
        assertArrayEquals(
                octets("more"),
                crypto.decrypt(others.privateKey(), others.publicKey(), "UpdatePathNode", context, sealed.get(1)));
        HpkeCiphertext single = crypto.encrypt(keys.publicKey(), "Welcome", context, CONTENT);
        assertArrayEquals(CONTENT, crypto.decrypt(keys.privateKey(), keys.publicKey(), "Welcome", context, single));
        assertThrows(
                DecryptionFailedException.class,
                () -> crypto.decrypt(keys.privateKey(), keys.publicKey(), "UpdatePathNode", context, single));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("CS-4: derivations expand length, label and context")
    void derivations(Ciphersuite suite) {
        CiphersuiteCrypto primitives = primitives(suite);
        LabeledCrypto crypto = new LabeledCrypto(primitives);
        int nh = primitives.hashLength();
        byte[] secret = primitives.hash(CONTENT);
        assertArrayEquals(
                primitives.expand(secret, octets("\0\7" + vector("MLS 1.0 joiner") + vector("context")), 7),
                crypto.expandWithLabel(secret, "joiner", octets("context"), 7));
        assertArrayEquals(
                primitives.expand(secret, octets("\0" + (char) nh + vector("MLS 1.0 path") + vector("")), nh),
                crypto.deriveSecret(secret, "path"));
        assertArrayEquals(
                primitives.expand(secret, octets("\0\14" + vector("MLS 1.0 nonce") + vector("\1\2\3\4")), 12),
                crypto.deriveTreeSecret(secret, "nonce", 0x0102_0304, 12));
        assertArrayEquals(
                crypto.expandWithLabel(secret, "key", new byte[] {-1, -1, -1, -1}, 16),
                crypto.deriveTreeSecret(secret, "key", -1, 16));
        assertArrayEquals(primitives.extract(secret, CONTENT), crypto.extract(secret, CONTENT));
        assertArrayEquals(primitives.mac(secret, CONTENT), crypto.mac(secret, CONTENT));
    }
}
