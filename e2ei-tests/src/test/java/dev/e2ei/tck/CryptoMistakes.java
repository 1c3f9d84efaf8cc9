package dev.e2ei.tck;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.X509Crypto;
import dev.e2ei.tck.DefectiveCrypto.Arguments;
import dev.e2ei.tck.DefectiveCrypto.Replacement;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The mistakes of {@link CryptoDefects} that take more than a line. */
final class CryptoMistakes {
    private static final BigInteger ED25519_ORDER =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private CryptoMistakes() {}

    static byte[] seal(CiphersuiteCrypto suite, Arguments given) {
        return suite.seal(given.octets(0), given.octets(1), given.octets(2), given.octets(3));
    }

    static byte[] open(CiphersuiteCrypto suite, Arguments given) {
        return suite.open(given.octets(0), given.octets(1), given.octets(2), given.octets(3));
    }

    static byte[] tagFirst(byte[] sealed) {
        byte[] rotated = new byte[sealed.length];
        int text = sealed.length - 16;
        System.arraycopy(sealed, text, rotated, 0, 16);
        System.arraycopy(sealed, 0, rotated, 16, text);
        return rotated;
    }

    /** Both of our AEADs add a key stream, which sealing zeros shows. */
    static byte[] unauthenticated(CiphersuiteCrypto suite, Arguments given, int tagLength) {
        int length = given.octets(3).length - tagLength;
        if (length < 0) {
            throw new DecryptionFailedException();
        }
        byte[] stream = suite.seal(given.octets(0), given.octets(1), Octets.NONE, new byte[length]);
        byte[] plaintext = new byte[length];
        for (int i = 0; i < length; i++) {
            plaintext[i] = (byte) (stream[i] ^ given.octets(3)[i]);
        }
        return plaintext;
    }

    static byte[] openWithShortTag(CiphersuiteCrypto suite, Arguments given) {
        byte[] ciphertext = given.octets(3);
        for (int tagLength = 12; tagLength <= 16 && tagLength <= ciphertext.length; tagLength++) {
            byte[] plaintext = unauthenticated(suite, given, tagLength);
            byte[] whole = suite.seal(given.octets(0), given.octets(1), given.octets(2), plaintext);
            if (Arrays.equals(ciphertext, Arrays.copyOf(whole, ciphertext.length))) {
                return plaintext;
            }
        }
        throw new DecryptionFailedException();
    }

    static CryptoProvider ignoringAssociatedData() {
        CryptoProvider sealing = DefectiveCrypto.suites(
                "seal", (suite, a) -> suite.seal(a.octets(0), a.octets(1), Octets.NONE, a.octets(3)));
        return DefectiveCrypto.suites(
                sealing, "open", (suite, a) -> suite.open(a.octets(0), a.octets(1), Octets.NONE, a.octets(3)));
    }

    static CryptoProvider ignoringHpkeData() {
        CryptoProvider sealing = DefectiveCrypto.suites(
                "hpkeSeal", (suite, a) -> suite.hpkeSeal(a.octets(0), a.octets(1), Octets.NONE, a.octets(3)));
        return DefectiveCrypto.suites(
                sealing,
                "hpkeOpen",
                (suite, a) ->
                        suite.hpkeOpen(a.octets(0), a.octets(1), a.octets(2), a.octets(3), Octets.NONE, a.octets(5)));
    }

    static CryptoProvider ignoringPskId() {
        byte[] id = Octets.ascii("always the same");
        CryptoProvider sealing = DefectiveCrypto.suites(
                "hpkeSealPsk",
                (suite, a) -> suite.hpkeSealPsk(a.octets(0), a.octets(1), a.octets(2), a.octets(3), a.octets(4), id));
        return DefectiveCrypto.suites(sealing, "hpkeOpenPsk", (suite, a) -> openPsk(suite, a, a.octets(6), id));
    }

    static byte[] openPsk(CiphersuiteCrypto suite, Arguments a, byte[] psk, byte[] id) {
        return suite.hpkeOpenPsk(a.octets(0), a.octets(1), a.octets(2), a.octets(3), a.octets(4), a.octets(5), psk, id);
    }

    static CryptoProvider signingTheHash() {
        CryptoProvider signing =
                DefectiveCrypto.suites("sign", (suite, a) -> suite.sign(a.octets(0), suite.hash(a.octets(1))));
        return DefectiveCrypto.suites(
                signing, "verify", (suite, a) -> suite.verify(a.octets(0), suite.hash(a.octets(1)), a.octets(2)));
    }

    static Replacement<CiphersuiteCrypto> onePairForAll() {
        Map<Ciphersuite, KeyPairOctets> pairs = new ConcurrentHashMap<>();
        return (suite, a) -> pairs.computeIfAbsent(suite.ciphersuite(), any -> suite.generateSignatureKeyPair());
    }

    /** Other threads than the one that made the provider meet a buffer that has changed. */
    static Replacement<CiphersuiteCrypto> sharedBuffer() {
        Thread maker = Thread.currentThread();
        AtomicInteger changes = new AtomicInteger();
        return (suite, a) -> Thread.currentThread() == maker
                ? suite.hash(a.octets(0))
                : suite.hash(new byte[changes.incrementAndGet()]);
    }

    static byte[] withoutLeftovers(CiphersuiteCrypto suite, byte[] signature) {
        int length = switch (suite.ciphersuite().signatureScheme()) {
            case ED25519 -> 64;
            case ED448 -> 114;
            default -> signature.length < 3 ? 0 : signature[1] >= 0 ? 2 + signature[1] : 3 + (signature[2] & 0xff);
        };
        return Arrays.copyOf(signature, Math.min(length, signature.length));
    }

    static byte[] minimalLength(byte[] der) {
        if (der.length < 4 || der[1] != (byte) 0x82 || der[2] != 0) {
            return der;
        }
        byte[] minimal = Arrays.copyOfRange(der, der[3] < 0 ? 1 : 2, der.length);
        minimal[0] = 0x30;
        if (der[3] < 0) {
            minimal[1] = (byte) 0x81;
        }
        return minimal;
    }

    static byte[] reduced(byte[] signature) {
        if (signature.length != 64) {
            return signature;
        }
        byte[] bigEndian = new byte[32];
        for (int i = 0; i < 32; i++) {
            bigEndian[i] = signature[63 - i];
        }
        byte[] s = new BigInteger(1, bigEndian).mod(ED25519_ORDER).toByteArray();
        byte[] reduced = Arrays.copyOf(signature, 64);
        for (int i = 0; i < 32; i++) {
            reduced[32 + i] = i < s.length ? s[s.length - 1 - i] : 0;
        }
        return reduced;
    }

    static byte[] withoutNull(byte[] algorithm) {
        int length = algorithm.length;
        if (length < 4 || algorithm[length - 2] != 5 || algorithm[length - 1] != 0) {
            return algorithm;
        }
        byte[] shorter = Arrays.copyOf(algorithm, length - 2);
        shorter[1] -= 2;
        return shorter;
    }

    static boolean underAnyAlgorithm(X509Crypto x509, Arguments given) {
        return X509CryptoContract.ALGORITHMS.values().stream()
                .anyMatch(algorithm ->
                        x509.verify(given.octets(0), Octets.hex(algorithm), given.octets(2), given.octets(3)));
    }
}
