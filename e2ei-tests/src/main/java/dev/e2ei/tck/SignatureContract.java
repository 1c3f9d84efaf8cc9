package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of {@link CryptoProviderContract} about signing, and about all methods at once. */
public interface SignatureContract extends CryptoContract {
    /** The RFCs' signatures verify, and their keys belong together. If this fails, check hash and key encodings. */
    @Test
    default void required_signatureKnownAnswers() {
        for (SignatureExample example : SignatureExample.ALL) {
            for (int id : example.suites()) {
                suite(id).ifPresent(suite -> {
                    byte[] publicKey = Octets.hex(example.publicKey());
                    byte[] message = Octets.ascii(example.message());
                    assertArrayEquals(
                            publicKey,
                            suite.signaturePublicKey(Octets.hex(example.privateKey())),
                            () -> CryptoContract.name(suite));
                    assertTrue(
                            suite.verify(publicKey, message, Octets.hex(example.signature())),
                            () -> CryptoContract.name(suite));
                    byte[] signature = suite.sign(Octets.hex(example.privateKey()), message);
                    assertTrue(suite.verify(publicKey, message, signature), () -> CryptoContract.name(suite));
                });
            }
        }
    }

    /** Fresh pairs have the declared size, pass validation and differ. If this fails, check key generation. */
    @Test
    default void required_signatureKeyPairs() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets one = suite.generateSignatureKeyPair();
            KeyPairOctets other = suite.generateSignatureKeyPair();
            assertEquals(suite.signaturePublicKeyLength(), one.publicKey().length, () -> CryptoContract.name(suite));
            suite.validateSignaturePublicKey(one.publicKey());
            assertArrayEquals(one.publicKey(), suite.signaturePublicKey(one.privateKey()));
            assertFalse(Arrays.equals(one.privateKey(), other.privateKey()), () -> CryptoContract.name(suite));
        }
    }

    /** A signature verifies for its key and content alone. If this fails, check what is signed. */
    @Test
    default void required_verifyKnowsKeyAndContent() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets pair = suite.generateSignatureKeyPair();
            byte[] stranger = suite.generateSignatureKeyPair().publicKey();
            for (byte[] content : new byte[][] {Octets.NONE, Octets.ascii("content"), new byte[10_000]}) {
                byte[] signature = suite.sign(pair.privateKey(), content);
                byte[] otherContent = Arrays.copyOf(content, content.length + 1);
                assertTrue(suite.verify(pair.publicKey(), content, signature), () -> CryptoContract.name(suite));
                assertFalse(suite.verify(pair.publicKey(), otherContent, signature));
                assertFalse(suite.verify(stranger, content, signature), () -> CryptoContract.name(suite));
            }
        }
    }

    /** Arrays that are given stay as they are. If this fails, check what is wiped and what is sorted in place. */
    @Test
    default void required_inputsStayUnchanged() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets kem = suite.generateHpkeKeyPair();
            KeyPairOctets signer = suite.generateSignatureKeyPair();
            byte[][] given = {
                kem.publicKey(),
                kem.privateKey(),
                signer.privateKey(),
                Octets.filled(32, 7),
                Octets.ascii("content"),
                Octets.filled(suite.aeadKeyLength(), 8),
                Octets.filled(suite.aeadNonceLength(), 9)
            };
            byte[][] before = Arrays.stream(given).map(byte[]::clone).toArray(byte[][]::new);
            byte[] content = given[4];
            var sealed = suite.hpkeSealPsk(given[0], content, content, content, given[3], content);
            suite.hpkeOpenPsk(
                    sealed.kemOutput(), given[1], given[0], content, content, sealed.ciphertext(), given[3], content);
            suite.deriveHpkeKeyPair(given[3]);
            suite.sign(given[2], content);
            suite.signaturePublicKey(given[2]);
            suite.mac(given[3], content);
            suite.expand(suite.extract(given[3], given[3]), content, 32);
            suite.open(given[5], given[6], content, suite.seal(given[5], given[6], content, content));
            for (int i = 0; i < given.length; i++) {
                assertArrayEquals(before[i], given[i], CryptoContract.name(suite) + ", input " + i);
            }
        }
    }

    /** Several threads share a suite. If this fails, look for digests, ciphers or signers kept in fields. */
    @Test
    default void required_threadsShareASuite() {
        for (CiphersuiteCrypto suite : suites()) {
            List<CompletableFuture<Void>> work = IntStream.range(0, 4)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> workAlone(suite, thread)))
                    .toList();
            work.forEach(CompletableFuture::join);
        }
    }

    private static void workAlone(CiphersuiteCrypto suite, int thread) {
        byte[] content = Octets.filled(100, thread);
        byte[] hash = suite.hash(content);
        byte[] key = suite.expand(suite.extract(content, content), content, suite.aeadKeyLength());
        byte[] nonce = new byte[suite.aeadNonceLength()];
        KeyPairOctets pair = suite.generateSignatureKeyPair();
        for (int round = 0; round < 10; round++) {
            assertArrayEquals(hash, suite.hash(content), () -> CryptoContract.name(suite));
            assertArrayEquals(key, suite.expand(suite.extract(content, content), content, key.length));
            assertArrayEquals(content, suite.open(key, nonce, content, suite.seal(key, nonce, content, content)));
            byte[] signature = suite.sign(pair.privateKey(), content);
            assertTrue(suite.verify(pair.publicKey(), content, signature), () -> CryptoContract.name(suite));
        }
    }
}
