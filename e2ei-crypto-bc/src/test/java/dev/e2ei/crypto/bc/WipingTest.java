package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.spi.crypto.KeyPairOctets;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Temporary secrets are overwritten")
class WipingTest {
    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("the ephemeral private key, whether encapsulation goes well or not")
    void ephemeralKey(Ciphersuite suite) {
        DhKem kem = new DhKem(SuiteParameters.of(suite).group());
        KeyPairOctets recipient = kem.group().generate(new SystemRandom());
        KeyPairOctets ephemeral = kem.group().generate(new SystemRandom());
        kem.encapsulate(recipient.publicKey(), ephemeral);
        assertZero(ephemeral.privateKey());

        KeyPairOctets unlucky = kem.group().generate(new SystemRandom());
        byte[] noKey = new byte[recipient.publicKey().length];
        assertThrows(ProviderException.class, () -> kem.encapsulate(noKey, unlucky));
        assertZero(unlucky.privateKey());
    }

    @Test
    @DisplayName("the KEM's shared secret, and all keys of the exchange when it is closed")
    void exchange() {
        SuiteParameters parameters = SuiteParameters.of(Ciphersuite.ofId(1).orElseThrow());
        HpkeSchedule schedule =
                new HpkeSchedule(new DhKem(parameters.group()), new Hkdf(parameters.hash()), parameters.aead());
        byte[] sharedSecret = new SystemRandom().bytes(32);
        schedule.base(new byte[0]).context(sharedSecret).close();
        assertZero(sharedSecret);

        byte[] key = new SystemRandom().bytes(16);
        byte[] nonce = new SystemRandom().bytes(12);
        byte[] exporter = new SystemRandom().bytes(32);
        new HpkeContext(new LabeledHkdf(new Hkdf(Sha2.SHA_256), "HPKE"), Aead.AES_128_GCM, key, nonce, exporter)
                .close();
        assertZero(key);
        assertZero(nonce);
        assertZero(exporter);
    }

    @Test
    @DisplayName("the JDK's copies of a key, while the caller's own stays")
    void lentKey() {
        byte[] octets = new SystemRandom().bytes(32);
        byte[] before = octets.clone();
        RawKey key = new RawKey("AES", octets);
        byte[] first = key.getEncoded();
        byte[] second = key.getEncoded();
        assertArrayEquals(before, first);
        key.close();
        assertZero(first);
        assertZero(second);
        assertArrayEquals(before, octets);
        assertEquals("RawKey[AES]", key.toString());
    }

    @Test
    @DisplayName("and nothing that prints shows any octet")
    void toStrings() {
        KeyPairOctets pair = Suites.crypto(1).generateHpkeKeyPair();
        String hex = HexFormat.of().formatHex(pair.privateKey());
        assertFalse(pair.toString().contains(hex.substring(0, 8)));
    }

    private static void assertZero(byte[] octets) {
        assertArrayEquals(new byte[octets.length], octets);
    }
}
