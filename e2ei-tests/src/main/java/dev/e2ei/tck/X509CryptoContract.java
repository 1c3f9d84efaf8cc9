package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.crypto.X509Crypto;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The part of {@link CryptoProviderContract} about signatures of certificates. */
public interface X509CryptoContract extends CryptoContract {
    /** The AlgorithmIdentifier of a suite's signatures, by the suite's number. */
    Map<Integer, String> ALGORITHMS = Map.of(
            1, "300506032b6570",
            2, "300a06082a8648ce3d040302",
            7, "300a06082a8648ce3d040303",
            5, "300a06082a8648ce3d040304");

    /** What stands before the key in the SubjectPublicKeyInfo of a suite's keys. */
    Map<Integer, String> KEY_PREFIXES = Map.of(
            1, "302a300506032b6570032100",
            2, "3059301306072a8648ce3d020106082a8648ce3d030107034200",
            7, "3076301006072a8648ce3d020106052b81040022036200",
            5, "30819b301006072a8648ce3d020106052b8104002303818600");

    /** The example of each suite verifies under its own names. If this fails, check how keys are read. */
    @Test
    default void required_certificateSignaturesVerify() {
        X509Crypto x509 = provider().x509();
        for (SignatureExample example : SignatureExample.ALL) {
            int suite = example.suites().get(0);
            if (ALGORITHMS.containsKey(suite)) {
                byte[] key = Octets.hex(KEY_PREFIXES.get(suite) + example.publicKey());
                byte[] algorithm = Octets.hex(ALGORITHMS.get(suite));
                byte[] message = Octets.ascii(example.message());
                byte[] signature = Octets.hex(example.signature());
                assertTrue(x509.verify(key, algorithm, message, signature), "suite " + suite);
                assertFalse(x509.verify(key, algorithm, Octets.ascii("other"), signature), "suite " + suite);
                for (byte[] changed : Octets.ofOtherLengths(signature)) {
                    assertFalse(x509.verify(key, algorithm, message, changed), "suite " + suite);
                }
                for (byte[] changed : Octets.ofOtherLengths(key)) {
                    assertFalse(x509.verify(changed, algorithm, message, signature), "suite " + suite);
                }
            }
        }
    }

    /** Signed octets in the midst of others verify as they do alone. If this fails, check where the part begins and ends. */
    @Test
    default void required_certificateSignaturesOfPartsVerify() {
        X509Crypto x509 = provider().x509();
        for (SignatureExample example : SignatureExample.ALL) {
            int suite = example.suites().get(0);
            if (ALGORITHMS.containsKey(suite)) {
                byte[] key = Octets.hex(KEY_PREFIXES.get(suite) + example.publicKey());
                byte[] algorithm = Octets.hex(ALGORITHMS.get(suite));
                byte[] whole = Octets.ascii("<" + example.message() + ">");
                byte[] signature = Octets.hex(example.signature());
                int end = whole.length - 1;
                assertTrue(x509.verifyPart(key, algorithm, whole, 1, end, signature), "suite " + suite);
                assertFalse(x509.verifyPart(key, algorithm, whole, 0, end, signature), "suite " + suite);
                assertFalse(x509.verifyPart(key, algorithm, whole, 1, end + 1, signature), "suite " + suite);
                assertThrows(
                        IndexOutOfBoundsException.class,
                        () -> x509.verifyPart(key, algorithm, whole, 1, whole.length + 1, signature));
            }
        }
    }

    /** Key and algorithm belong together. If this fails, check that the key's own algorithm is looked at. */
    @Test
    default void required_certificateKeyFitsTheAlgorithm() {
        X509Crypto x509 = provider().x509();
        for (SignatureExample example : SignatureExample.ALL) {
            int suite = example.suites().get(0);
            if (ALGORITHMS.containsKey(suite)) {
                byte[] key = Octets.hex(KEY_PREFIXES.get(suite) + example.publicKey());
                ALGORITHMS.forEach((other, algorithm) -> assertEquals(
                        other == suite,
                        x509.verify(
                                key,
                                Octets.hex(algorithm),
                                Octets.ascii(example.message()),
                                Octets.hex(example.signature())),
                        "key of suite " + suite + ", algorithm of suite " + other));
            }
        }
    }

    /** Neither ECDSA nor Ed25519 has parameters. If this fails, check that NULL is refused. */
    @Test
    default void required_certificateParametersAreRefused() {
        X509Crypto x509 = provider().x509();
        for (SignatureExample example : SignatureExample.ALL) {
            int suite = example.suites().get(0);
            if (ALGORITHMS.containsKey(suite)) {
                byte[] algorithm = Octets.hex(ALGORITHMS.get(suite));
                byte[] withNull = Arrays.copyOf(algorithm, algorithm.length + 2);
                withNull[1] += 2;
                withNull[algorithm.length] = 5;
                assertFalse(x509.verify(
                        Octets.hex(KEY_PREFIXES.get(suite) + example.publicKey()),
                        withNull,
                        Octets.ascii(example.message()),
                        Octets.hex(example.signature())));
            }
        }
    }

    /** SHA-1 and MD5 are an error that says so. If this fails, check that {@code supports} comes first. */
    @Test
    default void required_weakAlgorithmsAreRefused() {
        X509Crypto x509 = provider().x509();
        for (String sha1 : new String[] {
            "300d06092a864886f70d0101050500", "300d06092a864886f70d0101040500", "300906072a8648ce3d0401"
        }) {
            ProviderException refusal = assertThrows(
                    ProviderException.class,
                    () -> x509.verify(new byte[40], Octets.hex(sha1), Octets.NONE, Octets.NONE));
            assertEquals(ErrorCode.INVALID_KEY, refusal.code());
        }
        assertFalse(x509.supports("1.2.840.113549.1.1.5"));
        assertFalse(x509.supports("1.2.840.113549.1.1.4"));
        assertFalse(x509.supports("1.2.840.10045.4.1"));
        assertFalse(x509.supports(""));
    }

    /** The algorithms that are declared are supported. If this fails, check the list of {@code supports}. */
    @Test
    default void required_declaredAlgorithmsAreSupported() {
        for (String oid : new String[] {
            "1.3.101.112",
            "1.2.840.10045.4.3.2",
            "1.2.840.10045.4.3.3",
            "1.2.840.10045.4.3.4",
            "1.2.840.113549.1.1.10",
            "1.2.840.113549.1.1.11",
            "1.2.840.113549.1.1.12",
            "1.2.840.113549.1.1.13"
        }) {
            assertTrue(provider().x509().supports(oid), oid);
        }
    }

    /** Octets that are no DER end in false. If this fails, wrap the parser and check lengths first. */
    @Test
    default void required_garbageIsFalse() {
        X509Crypto x509 = provider().x509();
        byte[] algorithm = Octets.hex(ALGORITHMS.get(1));
        for (byte[] garbage : new byte[][] {
            Octets.NONE, {0x30}, {0x30, (byte) 0x80, 0, 0}, {0x30, (byte) 0x84, 0x7f, -1, -1, -1}, new byte[100]
        }) {
            assertFalse(x509.verify(garbage, algorithm, Octets.NONE, new byte[64]));
            assertFalse(x509.verify(new byte[44], garbage, Octets.NONE, new byte[64]));
        }
    }
}
