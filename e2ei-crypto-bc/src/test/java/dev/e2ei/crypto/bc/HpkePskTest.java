package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.DecryptionFailedException;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("HPKE in PSK mode")
class HpkePskTest {
    private static final byte[] INFO = text("Ode on a Grecian Urn");
    private static final byte[] AAD = text("Count-0");
    private static final byte[] PLAINTEXT = text("Beauty is truth, truth beauty");
    private static final byte[] PSK = Vectors.hex("0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82");
    private static final byte[] PSK_ID = text("Ennyn Durin aran Moria");

    @Test
    @DisplayName("opens and exports what RFC 9180, appendix A.1.2, shows")
    void rfcExample() {
        DhKem kem = new DhKem(MontgomeryGroup.CURVE25519);
        KeyPairOctets recipient =
                kem.derive(Vectors.hex("d4a09d09f575fef425905d2ab396c1449141463f698f8efdb7accfaff8995098"));
        assertArrayEquals(
                Vectors.hex("c5eb01eb457fe6c6f57577c5413b931550a162c71a03ac8d196babbd4e5ce0fd"),
                recipient.privateKey());
        byte[] enc = Vectors.hex("0ad0950d9fb9588e59690b74f1237ecdf1d775cd60be2eca57af5a4b0471c91b");
        byte[] ciphertext = Vectors.hex(
                "e52c6fed7f758d0cf7145689f21bc1be6ec9ea097fef4e959440012f4feb73fb" + "611b946199e681f4cfc34db8ea");

        byte[] opened = Suites.crypto(1)
                .hpkeOpenPsk(enc, recipient.privateKey(), recipient.publicKey(), INFO, AAD, ciphertext, PSK, PSK_ID);
        assertArrayEquals(PLAINTEXT, opened);

        HpkeSchedule schedule = new HpkeSchedule(kem, new Hkdf(Sha2.SHA_256), Aead.AES_128_GCM);
        byte[] secret = kem.decapsulate(enc, recipient.privateKey(), recipient.publicKey())
                .orElseThrow();
        try (HpkeContext context = schedule.psk(INFO, PSK, PSK_ID).context(secret)) {
            assertArrayEquals(ciphertext, context.seal(0, AAD, PLAINTEXT));
            assertArrayEquals(
                    Vectors.hex("dff17af354c8b41673567db6259fd6029967b4e1aad13023c2ae5df8f4f43bf6"),
                    context.export(new byte[0], 32));
        }
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("needs the same key, the same id and the same mode on both sides")
    void bothSides(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        KeyPairOctets pair = crypto.generateHpkeKeyPair();
        HpkeCiphertext sealed = crypto.hpkeSealPsk(pair.publicKey(), INFO, AAD, PLAINTEXT, PSK, PSK_ID);
        assertArrayEquals(PLAINTEXT, open(crypto, pair, sealed, PSK, PSK_ID));

        byte[] otherPsk = PSK.clone();
        otherPsk[0] ^= 1;
        assertThrows(DecryptionFailedException.class, () -> open(crypto, pair, sealed, otherPsk, PSK_ID));
        assertThrows(DecryptionFailedException.class, () -> open(crypto, pair, sealed, PSK, text("another")));
        assertThrows(
                DecryptionFailedException.class,
                () -> crypto.hpkeOpen(
                        sealed.kemOutput(), pair.privateKey(), pair.publicKey(), INFO, AAD, sealed.ciphertext()));
    }

    @Test
    @DisplayName("is refused with a short key or without an id: a mistake of the sender, a failure at the recipient")
    void weakInput() {
        CiphersuiteCrypto crypto = Suites.crypto(1);
        KeyPairOctets pair = crypto.generateHpkeKeyPair();
        byte[] shortPsk = Arrays.copyOf(PSK, 31);
        assertThrows(
                IllegalArgumentException.class,
                () -> crypto.hpkeSealPsk(pair.publicKey(), INFO, AAD, PLAINTEXT, shortPsk, PSK_ID));
        assertThrows(
                IllegalArgumentException.class,
                () -> crypto.hpkeSealPsk(pair.publicKey(), INFO, AAD, PLAINTEXT, PSK, new byte[0]));
        HpkeCiphertext sealed = crypto.hpkeSealPsk(pair.publicKey(), INFO, AAD, PLAINTEXT, PSK, PSK_ID);
        assertThrows(DecryptionFailedException.class, () -> open(crypto, pair, sealed, shortPsk, PSK_ID));
        assertThrows(DecryptionFailedException.class, () -> open(crypto, pair, sealed, PSK, new byte[0]));
    }

    private static byte[] open(
            CiphersuiteCrypto crypto, KeyPairOctets pair, HpkeCiphertext sealed, byte[] psk, byte[] pskId) {
        return crypto.hpkeOpenPsk(
                sealed.kemOutput(), pair.privateKey(), pair.publicKey(), INFO, AAD, sealed.ciphertext(), psk, pskId);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
