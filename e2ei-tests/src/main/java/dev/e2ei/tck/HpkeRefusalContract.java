package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link CryptoProviderContract} about what HPKE refuses. */
public interface HpkeRefusalContract extends CryptoContract {
    /** Info, associated data, keys, encapsulated key and ciphertext all count. If this fails, check the context. */
    @Test
    default void required_hpkeInputsCount() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets recipient = suite.generateHpkeKeyPair();
            KeyPairOctets stranger = suite.generateHpkeKeyPair();
            byte[] info = Octets.ascii("info");
            byte[] data = Octets.ascii("data");
            HpkeCiphertext sealed = suite.hpkeSeal(recipient.publicKey(), info, data, Octets.ascii("text"));
            HpkeCiphertext another = suite.hpkeSeal(recipient.publicKey(), info, data, Octets.ascii("text"));
            byte[][] right = {
                sealed.kemOutput(), recipient.privateKey(), recipient.publicKey(), info, data, sealed.ciphertext()
            };
            byte[][] wrong = {
                another.kemOutput(),
                stranger.privateKey(),
                stranger.publicKey(),
                Octets.NONE,
                Octets.NONE,
                Octets.flipped(sealed.ciphertext(), 0)
            };
            assertArrayEquals(
                    Octets.ascii("text"), suite.hpkeOpen(right[0], right[1], right[2], right[3], right[4], right[5]));
            for (int i = 0; i < right.length; i++) {
                byte[][] given = right.clone();
                given[i] = wrong[i];
                assertThrows(
                        DecryptionFailedException.class,
                        () -> suite.hpkeOpen(given[0], given[1], given[2], given[3], given[4], given[5]),
                        CryptoContract.name(suite) + ", input " + i);
            }
        }
    }

    /** Keys of another length do not seal and do not pass. If this fails, check the length before decoding. */
    @Test
    default void required_hpkePublicKeysAreChecked() {
        for (CiphersuiteCrypto suite : suites()) {
            for (byte[] key : badPublicKeys(suite)) {
                assertInvalidKey(suite, () -> suite.validateHpkePublicKey(key));
                assertInvalidKey(suite, () -> suite.hpkeSeal(key, Octets.NONE, Octets.NONE, Octets.NONE));
                assertInvalidKey(suite, () -> suite.hpkeExportSender(key, Octets.NONE, Octets.NONE, 32));
                assertInvalidKey(
                        suite, () -> suite.hpkeSealAll(List.of(key), Octets.NONE, Octets.NONE, List.of(Octets.NONE)));
                assertInvalidKey(
                        suite,
                        () -> suite.hpkeSealPsk(key, Octets.NONE, Octets.NONE, Octets.NONE, new byte[32], new byte[1]));
            }
        }
    }

    /** An encapsulated key that is none fails to decrypt. If this fails, check what the KEM does with bad points. */
    @Test
    default void required_hpkeKemOutputIsChecked() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets recipient = suite.generateHpkeKeyPair();
            for (byte[] kemOutput : badPublicKeys(suite)) {
                assertThrows(
                        DecryptionFailedException.class,
                        () -> suite.hpkeOpen(
                                kemOutput,
                                recipient.privateKey(),
                                recipient.publicKey(),
                                Octets.NONE,
                                Octets.NONE,
                                new byte[32]),
                        () -> CryptoContract.name(suite));
                assertThrows(
                        DecryptionFailedException.class,
                        () -> suite.hpkeExportRecipient(
                                kemOutput, recipient.privateKey(), recipient.publicKey(), Octets.NONE, Octets.NONE, 32),
                        () -> CryptoContract.name(suite));
            }
        }
    }

    /** A pre-shared key and its id count, and so does the mode. If this fails, check the PSK's way into the secret. */
    @Test
    default void required_hpkePskCounts() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets recipient = suite.generateHpkeKeyPair();
            byte[] psk = Octets.filled(32, 5);
            byte[] id = Octets.ascii("id");
            HpkeCiphertext sealed =
                    suite.hpkeSealPsk(recipient.publicKey(), Octets.NONE, Octets.NONE, Octets.ascii("text"), psk, id);
            assertArrayEquals(Octets.ascii("text"), openPsk(suite, recipient, sealed, psk, id));
            assertThrows(
                    DecryptionFailedException.class,
                    () -> openPsk(suite, recipient, sealed, Octets.flipped(psk, 0), id),
                    () -> CryptoContract.name(suite));
            assertThrows(
                    DecryptionFailedException.class,
                    () -> openPsk(suite, recipient, sealed, psk, Octets.ascii("di")),
                    () -> CryptoContract.name(suite));
            assertThrows(
                    DecryptionFailedException.class,
                    () -> suite.hpkeOpen(
                            sealed.kemOutput(),
                            recipient.privateKey(),
                            recipient.publicKey(),
                            Octets.NONE,
                            Octets.NONE,
                            sealed.ciphertext()),
                    () -> CryptoContract.name(suite));
        }
    }

    /** A PSK under 32 octets, or without id, is wrong use by the sender. If this fails, check RFC 9180, 5.1.2. */
    @Test
    default void required_hpkeWeakPskIsRefused() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] key = suite.generateHpkeKeyPair().publicKey();
            byte[] none = Octets.NONE;
            assertThrows(
                    IllegalArgumentException.class,
                    () -> suite.hpkeSealPsk(key, none, none, none, new byte[31], Octets.ascii("id")));
            assertThrows(
                    IllegalArgumentException.class, () -> suite.hpkeSealPsk(key, none, none, none, new byte[32], none));
        }
    }

    private static List<byte[]> badPublicKeys(CiphersuiteCrypto suite) {
        byte[] good = suite.generateHpkeKeyPair().publicKey();
        List<byte[]> bad = new ArrayList<>(Octets.ofOtherLengths(good));
        // Zero is the point of order two for X25519 and X448, and no encoding of a point for the others.
        bad.add(new byte[good.length]);
        if (suite.ciphersuite().name().contains("DHKEMP")) {
            bad.add(Octets.flipped(good, 8 * good.length - 1));
            bad.add(Octets.flipped(good, 0));
            bad.add(Octets.filled(good.length, 0x04));
        }
        return bad;
    }

    private static byte[] openPsk(
            CiphersuiteCrypto suite, KeyPairOctets recipient, HpkeCiphertext sealed, byte[] psk, byte[] id) {
        return suite.hpkeOpenPsk(
                sealed.kemOutput(),
                recipient.privateKey(),
                recipient.publicKey(),
                Octets.NONE,
                Octets.NONE,
                sealed.ciphertext(),
                psk,
                id);
    }
}
