package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link CryptoProviderContract} about signatures and signature keys that are none. */
public interface SignatureRefusalContract extends CryptoContract {
    /** No prefix of a signature verifies, nor one with an octet more. If this fails, check exact lengths and ends. */
    @Test
    default void required_truncatedSignatureIsRefused() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets pair = suite.generateSignatureKeyPair();
            byte[] signature = suite.sign(pair.privateKey(), Octets.NONE);
            for (int length = 0; length <= signature.length + 1; length++) {
                if (length != signature.length) {
                    byte[] changed = Arrays.copyOf(signature, length);
                    assertFalse(suite.verify(pair.publicKey(), Octets.NONE, changed), () -> CryptoContract.name(suite));
                }
            }
        }
    }

    /** ECDSA signatures have one encoding, strict DER. If this fails, check paddings, signs, lengths and leftovers. */
    @Test
    default void required_ecdsaIsStrictDer() {
        for (SignatureExample example : SignatureExample.ALL) {
            byte[] signature = Octets.hex(example.signature());
            if (!example.message().isEmpty()) {
                suite(example.suites().get(0)).ifPresent(suite -> {
                    byte[] key = Octets.hex(example.publicKey());
                    byte[] message = Octets.ascii(example.message());
                    assertTrue(suite.verify(key, message, signature));
                    for (byte[] otherEncoding : otherEncodings(signature)) {
                        assertFalse(suite.verify(key, message, otherEncoding), () -> CryptoContract.name(suite));
                    }
                });
            }
        }
    }

    /** An Ed25519 signature with S plus the order is another encoding. If this fails, check that S is reduced. */
    @Test
    default void required_ed25519IsNotMalleable() {
        BigInteger order = BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
        for (int id : new int[] {1, 3}) {
            suite(id).ifPresent(suite -> {
                KeyPairOctets pair = suite.generateSignatureKeyPair();
                byte[] signature = suite.sign(pair.privateKey(), Octets.NONE);
                BigInteger s = littleEndian(Arrays.copyOfRange(signature, 32, 64));
                byte[] malleable = signature.clone();
                byte[] sum = s.add(order).toByteArray();
                for (int i = 0; i < 32; i++) {
                    malleable[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
                }
                assertTrue(suite.verify(pair.publicKey(), Octets.NONE, signature));
                assertFalse(suite.verify(pair.publicKey(), Octets.NONE, malleable));
            });
        }
    }

    /** Public keys that are none neither pass nor verify. If this fails, check lengths, curve and small orders. */
    @Test
    default void required_signaturePublicKeysAreChecked() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets pair = suite.generateSignatureKeyPair();
            byte[] signature = suite.sign(pair.privateKey(), Octets.NONE);
            List<byte[]> bad = Octets.ofOtherLengths(pair.publicKey());
            // All zero: of order four on the Edwards curves, no encoding of a point on the others.
            byte[] zero = new byte[pair.publicKey().length];
            assertInvalidKey(suite, () -> suite.validateSignaturePublicKey(zero));
            assertFalse(suite.verify(zero, Octets.NONE, new byte[signature.length]), () -> CryptoContract.name(suite));
            for (byte[] key : bad) {
                assertInvalidKey(suite, () -> suite.validateSignaturePublicKey(key));
                assertFalse(suite.verify(key, Octets.NONE, signature), () -> CryptoContract.name(suite));
            }
            if (suite.ciphersuite().signatureScheme().name().startsWith("ECDSA")) {
                byte[] offCurve = Octets.flipped(pair.publicKey(), 8 * zero.length - 8);
                assertInvalidKey(suite, () -> suite.validateSignaturePublicKey(offCurve));
                assertFalse(suite.verify(offCurve, Octets.NONE, signature), () -> CryptoContract.name(suite));
            }
        }
    }

    /** Private keys that are none do not sign. If this fails, check length and range before the key is used. */
    @Test
    default void required_signaturePrivateKeysAreChecked() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] good = suite.generateSignatureKeyPair().privateKey();
            for (byte[] key : Octets.ofOtherLengths(good)) {
                assertInvalidKey(suite, () -> suite.sign(key, Octets.NONE));
                assertInvalidKey(suite, () -> suite.signaturePublicKey(key));
            }
            if (suite.ciphersuite().signatureScheme().name().startsWith("ECDSA")) {
                assertInvalidKey(suite, () -> suite.sign(new byte[good.length], Octets.NONE));
                assertInvalidKey(suite, () -> suite.sign(Octets.filled(good.length, 0xff), Octets.NONE));
            }
        }
    }

    private static List<byte[]> otherEncodings(byte[] der) {
        boolean longLength = (der[1] & 0xff) == 0x81;
        byte[] content = Arrays.copyOfRange(der, longLength ? 3 : 2, der.length);
        byte[] padded = new byte[content.length + 1];
        padded[0] = content[0];
        padded[1] = (byte) (content[1] + 1);
        System.arraycopy(content, 2, padded, 3, content.length - 2);
        byte[] negative = content.clone();
        negative[content[1] + 4] |= (byte) 0x80;
        return List.of(
                sequence(padded),
                sequence(negative),
                sequence(Arrays.copyOf(content, content.length + 2)),
                joined(new byte[] {0x30, (byte) 0x82, 0, (byte) content.length}, content),
                joined(new byte[] {0x30, (byte) 0x80}, joined(content, new byte[2])),
                joined(new byte[] {0x31}, Arrays.copyOfRange(der, 1, der.length)),
                joined(der, new byte[1]),
                sequence(new byte[] {2, 1, 0, 2, 1, 0}),
                sequence(new byte[] {2, 1, 1, 2, 1, 1}),
                sequence(Octets.NONE));
    }

    private static byte[] sequence(byte[] content) {
        return content.length < 0x80
                ? joined(new byte[] {0x30, (byte) content.length}, content)
                : joined(new byte[] {0x30, (byte) 0x81, (byte) content.length}, content);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(first);
        out.writeBytes(second);
        return out.toByteArray();
    }

    private static BigInteger littleEndian(byte[] octets) {
        byte[] reversed = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            reversed[i] = octets[octets.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }
}
