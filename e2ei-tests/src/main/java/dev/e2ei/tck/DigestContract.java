package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The part of {@link CryptoProviderContract} about hash, MAC and key derivation. */
public interface DigestContract extends CryptoContract {
    /** The hash is the suite's, by FIPS 180's example. If this fails, check which hash belongs to the suite. */
    @Test
    default void required_hashKnownAnswer() {
        for (CiphersuiteCrypto suite : suites()) {
            String expected = switch (suite.ciphersuite().hashAlgorithm()) {
                case "SHA-256" -> "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
                case "SHA-384" ->
                    "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                            + "8086072ba1e7cc2358baeca134c825a7";
                default ->
                    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                            + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f";
            };
            assertArrayEquals(Octets.hex(expected), suite.hash(Octets.ascii("abc")), () -> CryptoContract.name(suite));
            assertEquals(suite.hashLength(), suite.hash(Octets.NONE).length);
        }
    }

    /** The MAC is HMAC, by RFC 4231, case 2. If this fails, check the suite's MAC. */
    @Test
    default void required_macKnownAnswer() {
        for (CiphersuiteCrypto suite : suites()) {
            String expected = switch (suite.hashLength()) {
                case 32 -> "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
                case 48 ->
                    "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
                            + "8e2240ca5e69e2c78b3239ecfab21649";
                default ->
                    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
                            + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737";
            };
            byte[] mac = suite.mac(Octets.ascii("Jefe"), Octets.ascii("what do ya want for nothing?"));
            assertArrayEquals(Octets.hex(expected), mac, () -> CryptoContract.name(suite));
        }
    }

    /** A MAC takes keys of any length; a long one is hashed first. If this fails, check empty and long keys. */
    @Test
    default void required_macTakesAnyKey() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] longKey = Octets.filled(200, 7);
            assertArrayEquals(suite.mac(suite.hash(longKey), Octets.NONE), suite.mac(longKey, Octets.NONE));
            assertArrayEquals(suite.mac(new byte[1], Octets.NONE), suite.mac(Octets.NONE, Octets.NONE));
            assertEquals(suite.hashLength(), suite.mac(Octets.NONE, Octets.NONE).length);
        }
    }

    /** Extract is a MAC keyed with the salt. If this fails, check the order of salt and input, and the empty salt. */
    @Test
    default void required_extractIsMac() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] input = Octets.filled(22, 0x0b);
            for (byte[] salt : new byte[][] {Octets.NONE, Octets.filled(13, 1), Octets.filled(200, 2)}) {
                assertArrayEquals(suite.mac(salt, input), suite.extract(salt, input), () -> CryptoContract.name(suite));
            }
        }
    }

    /** Extract and expand give RFC 5869's example. If this fails, check the counter and the order of the blocks. */
    @Test
    default void required_hkdfKnownAnswer() {
        for (CiphersuiteCrypto suite : suites()) {
            if (suite.hashLength() == 32) {
                byte[] key = suite.extract(Octets.hex("000102030405060708090a0b0c"), Octets.filled(22, 0x0b));
                assertEquals(
                        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
                        HexFormat.of().formatHex(suite.expand(key, Octets.hex("f0f1f2f3f4f5f6f7f8f9"), 42)),
                        () -> CryptoContract.name(suite));
            }
        }
    }

    /** Expand gives 0 octets to 255 blocks, longer outputs beginning with shorter ones. If this fails, check limits. */
    @Test
    default void required_expandLimits() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] key = suite.hash(Octets.NONE);
            int most = 255 * suite.hashLength();
            byte[] longest = suite.expand(key, Octets.ascii("info"), most);
            for (int length : new int[] {0, 1, suite.hashLength(), suite.hashLength() + 1, most}) {
                assertArrayEquals(Arrays.copyOf(longest, length), suite.expand(key, Octets.ascii("info"), length));
            }
            assertThrows(IllegalArgumentException.class, () -> suite.expand(key, Octets.NONE, most + 1));
            assertThrows(IllegalArgumentException.class, () -> suite.expand(key, Octets.NONE, -1));
        }
    }

    /** Expand depends on key and info. If this fails, check what goes into the MAC. */
    @Test
    default void required_expandUsesItsInputs() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] key = suite.hash(Octets.NONE);
            String one = HexFormat.of().formatHex(suite.expand(key, Octets.ascii("a"), 32));
            assertNotEquals(one, HexFormat.of().formatHex(suite.expand(key, Octets.ascii("b"), 32)));
            assertNotEquals(one, HexFormat.of().formatHex(suite.expand(Octets.flipped(key, 0), Octets.ascii("a"), 32)));
        }
    }
}
