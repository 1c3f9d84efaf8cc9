package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.HpkeExport;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link CryptoProviderContract} about what HPKE gives, RFC 9180. */
public interface HpkeContract extends CryptoContract {
    /** RFC 9180's exchanges open. If this fails, check DeriveKeyPair, the KEM's context and the suite's three ids. */
    @Test
    default void required_hpkeKnownAnswers() {
        for (HpkeExample example : HpkeExample.BASE) {
            suite(example.suite()).ifPresent(suite -> {
                KeyPairOctets recipient = suite.deriveHpkeKeyPair(Octets.hex(example.recipientSeed()));
                byte[] opened = suite.hpkeOpen(
                        Octets.hex(example.kemOutput()),
                        recipient.privateKey(),
                        recipient.publicKey(),
                        HpkeExample.INFO,
                        HpkeExample.ASSOCIATED_DATA,
                        Octets.hex(example.ciphertext()));
                assertArrayEquals(HpkeExample.PLAINTEXT, opened, () -> CryptoContract.name(suite));
                byte[] exported = suite.hpkeExportRecipient(
                        Octets.hex(example.kemOutput()),
                        recipient.privateKey(),
                        recipient.publicKey(),
                        HpkeExample.INFO,
                        Octets.NONE,
                        32);
                assertArrayEquals(Octets.hex(example.exported()), exported, () -> CryptoContract.name(suite));
            });
        }
    }

    /** RFC 9180, A.1.2 opens in PSK mode. If this fails, check the mode octet and the hash of the key's id. */
    @Test
    default void required_hpkePskKnownAnswer() {
        suite(1).ifPresent(suite -> {
            KeyPairOctets recipient = suite.deriveHpkeKeyPair(
                    Octets.hex("d4a09d09f575fef425905d2ab396c1449141463f698f8efdb7accfaff8995098"));
            byte[] opened = suite.hpkeOpenPsk(
                    Octets.hex("0ad0950d9fb9588e59690b74f1237ecdf1d775cd60be2eca57af5a4b0471c91b"),
                    recipient.privateKey(),
                    recipient.publicKey(),
                    HpkeExample.INFO,
                    HpkeExample.ASSOCIATED_DATA,
                    Octets.hex("e52c6fed7f758d0cf7145689f21bc1be6ec9ea097fef4e959440012f4feb73fb"
                            + "611b946199e681f4cfc34db8ea"),
                    Octets.hex("0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82"),
                    Octets.ascii("Ennyn Durin aran Moria"));
            assertArrayEquals(HpkeExample.PLAINTEXT, opened);
        });
    }

    /** Fresh pairs have the declared sizes, pass validation and differ. If this fails, check key generation. */
    @Test
    default void required_hpkeKeyPairs() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets one = suite.generateHpkeKeyPair();
            KeyPairOctets other = suite.generateHpkeKeyPair();
            assertEquals(suite.kemPublicKeyLength(), one.publicKey().length, () -> CryptoContract.name(suite));
            assertEquals(suite.kemPrivateKeyLength(), one.privateKey().length, () -> CryptoContract.name(suite));
            suite.validateHpkePublicKey(one.publicKey());
            assertFalse(Arrays.equals(one.publicKey(), other.publicKey()));
            assertFalse(Arrays.equals(one.privateKey(), other.privateKey()));
        }
    }

    /** The same input derives the same pair, also when it is Nh octets. If this fails, check DeriveKeyPair. */
    @Test
    default void required_deriveKeyPairIsDeterministic() {
        for (CiphersuiteCrypto suite : suites()) {
            byte[] input = Octets.filled(suite.hashLength(), 1);
            KeyPairOctets pair = suite.deriveHpkeKeyPair(input);
            assertArrayEquals(pair.privateKey(), suite.deriveHpkeKeyPair(input).privateKey());
            assertArrayEquals(pair.publicKey(), suite.deriveHpkeKeyPair(input).publicKey());
            byte[] otherKey = suite.deriveHpkeKeyPair(Octets.flipped(input, 0)).publicKey();
            assertFalse(Arrays.equals(pair.publicKey(), otherKey), () -> CryptoContract.name(suite));
        }
    }

    /** What was sealed opens, each time with a fresh encapsulated key. If this fails, check the ephemeral pair. */
    @Test
    default void required_hpkeOpenUndoesSeal() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets recipient = suite.generateHpkeKeyPair();
            HpkeCiphertext one = seal(suite, recipient, Octets.ascii("text"));
            HpkeCiphertext two = seal(suite, recipient, Octets.ascii("text"));
            assertFalse(Arrays.equals(one.kemOutput(), two.kemOutput()), () -> CryptoContract.name(suite));
            assertArrayEquals(Octets.ascii("text"), open(suite, recipient, one));
            assertArrayEquals(Octets.ascii("text"), open(suite, recipient, two));
            assertArrayEquals(Octets.NONE, open(suite, recipient, seal(suite, recipient, Octets.NONE)));
        }
    }

    /** Many recipients each open their own, in order. If this fails, check that nothing is shared but the info. */
    @Test
    default void required_hpkeSealAllKeepsTheOrder() {
        for (CiphersuiteCrypto suite : suites()) {
            List<KeyPairOctets> recipients = List.of(suite.generateHpkeKeyPair(), suite.generateHpkeKeyPair());
            List<byte[]> keys =
                    recipients.stream().map(KeyPairOctets::publicKey).toList();
            List<byte[]> texts = List.of(Octets.ascii("first"), Octets.ascii("second"));
            List<HpkeCiphertext> sealed = suite.hpkeSealAll(keys, Octets.ascii("info"), Octets.ascii("data"), texts);
            assertEquals(2, sealed.size());
            for (int i = 0; i < 2; i++) {
                byte[] opened = open(suite, recipients.get(i), sealed.get(i));
                assertArrayEquals(texts.get(i), opened, () -> CryptoContract.name(suite));
            }
            assertEquals(List.of(), suite.hpkeSealAll(List.of(), Octets.NONE, Octets.NONE, List.of()));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> suite.hpkeSealAll(keys, Octets.NONE, Octets.NONE, List.of(Octets.NONE)));
        }
    }

    /** Both sides of an export agree, for its context alone. If this fails, check the exporter secret. */
    @Test
    default void required_hpkeExportsAgree() {
        for (CiphersuiteCrypto suite : suites()) {
            KeyPairOctets recipient = suite.generateHpkeKeyPair();
            byte[] info = Octets.ascii("info");
            HpkeExport sent = suite.hpkeExportSender(recipient.publicKey(), info, Octets.ascii("a"), 40);
            byte[] same = suite.hpkeExportRecipient(
                    sent.kemOutput(), recipient.privateKey(), recipient.publicKey(), info, Octets.ascii("a"), 40);
            byte[] other = suite.hpkeExportRecipient(
                    sent.kemOutput(), recipient.privateKey(), recipient.publicKey(), info, Octets.ascii("b"), 40);
            assertArrayEquals(sent.secret(), same, () -> CryptoContract.name(suite));
            assertEquals(40, same.length);
            assertFalse(Arrays.equals(same, other), () -> CryptoContract.name(suite));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> suite.hpkeExportSender(
                            recipient.publicKey(), info, Octets.NONE, 255 * suite.hashLength() + 1));
        }
    }

    private static HpkeCiphertext seal(CiphersuiteCrypto suite, KeyPairOctets recipient, byte[] text) {
        return suite.hpkeSeal(recipient.publicKey(), Octets.ascii("info"), Octets.ascii("data"), text);
    }

    private static byte[] open(CiphersuiteCrypto suite, KeyPairOctets recipient, HpkeCiphertext sealed) {
        return suite.hpkeOpen(
                sealed.kemOutput(),
                recipient.privateKey(),
                recipient.publicKey(),
                Octets.ascii("info"),
                Octets.ascii("data"),
                sealed.ciphertext());
    }
}
