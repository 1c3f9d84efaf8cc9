package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.HpkeExport;
import dev.e2ei.spi.crypto.KeyPairOctets;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** BouncyCastle has an HPKE of its own, too slow for many recipients but another author's work. */
@DisplayName("HPKE against BouncyCastle's own")
class HpkeDifferentialTest {
    private static final byte[] INFO = {1, 2, 3};
    private static final byte[] AAD = {4, 5};
    private static final byte[] PLAINTEXT = {6, 7, 8, 9};
    private static final byte[] PSK = new byte[32];
    private static final byte[] PSK_ID = {10};

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("derives the same key pairs")
    void deriveKeyPair(Ciphersuite suite) {
        HPKE other = other(suite, HPKE.mode_base);
        for (int i = 0; i < 32; i++) {
            byte[] inputKeyMaterial = new SystemRandom().bytes(64 + i);
            KeyPairOctets mine = Suites.crypto(suite).deriveHpkeKeyPair(inputKeyMaterial);
            AsymmetricCipherKeyPair theirs = other.deriveKeyPair(inputKeyMaterial);
            assertArrayEquals(other.serializePublicKey(theirs.getPublic()), mine.publicKey());
            // BouncyCastle clamps scalars of Montgomery curves before it serializes them, the RFC's vectors do not.
            if (mine.publicKey()[0] == 4 && mine.publicKey().length % 2 == 1) {
                assertArrayEquals(other.serializePrivateKey(theirs.getPrivate()), mine.privateKey());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("opens what the other sealed, in base mode, and the other way round")
    void base(Ciphersuite suite) throws InvalidCipherTextException {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        HPKE other = other(suite, HPKE.mode_base);
        KeyPairOctets pair = crypto.generateHpkeKeyPair();
        AsymmetricCipherKeyPair theirPair = other.deserializePrivateKey(pair.privateKey(), pair.publicKey());

        byte[][] sealed = other.seal(theirPair.getPublic(), INFO, AAD, PLAINTEXT, null, null, null);
        assertArrayEquals(
                PLAINTEXT, crypto.hpkeOpen(sealed[1], pair.privateKey(), pair.publicKey(), INFO, AAD, sealed[0]));

        HpkeCiphertext mine = crypto.hpkeSeal(pair.publicKey(), INFO, AAD, PLAINTEXT);
        assertArrayEquals(
                PLAINTEXT, other.open(mine.kemOutput(), theirPair, INFO, AAD, mine.ciphertext(), null, null, null));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("opens what the other sealed, in PSK mode, and the other way round")
    void psk(Ciphersuite suite) throws InvalidCipherTextException {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        HPKE other = other(suite, HPKE.mode_psk);
        KeyPairOctets pair = crypto.generateHpkeKeyPair();
        AsymmetricCipherKeyPair theirPair = other.deserializePrivateKey(pair.privateKey(), pair.publicKey());

        byte[][] sealed = other.seal(theirPair.getPublic(), INFO, AAD, PLAINTEXT, PSK, PSK_ID, null);
        assertArrayEquals(
                PLAINTEXT,
                crypto.hpkeOpenPsk(sealed[1], pair.privateKey(), pair.publicKey(), INFO, AAD, sealed[0], PSK, PSK_ID));

        HpkeCiphertext mine = crypto.hpkeSealPsk(pair.publicKey(), INFO, AAD, PLAINTEXT, PSK, PSK_ID);
        assertArrayEquals(
                PLAINTEXT, other.open(mine.kemOutput(), theirPair, INFO, AAD, mine.ciphertext(), PSK, PSK_ID, null));
    }

    @ParameterizedTest
    @EnumSource(Ciphersuite.class)
    @DisplayName("exports the same secret on both sides")
    void export(Ciphersuite suite) {
        CiphersuiteCrypto crypto = Suites.crypto(suite);
        HPKE other = other(suite, HPKE.mode_base);
        KeyPairOctets pair = crypto.generateHpkeKeyPair();
        AsymmetricCipherKeyPair theirPair = other.deserializePrivateKey(pair.privateKey(), pair.publicKey());

        HpkeExport mine = crypto.hpkeExportSender(pair.publicKey(), INFO, AAD, 70);
        HPKEContext recipient = other.setupBaseR(mine.kemOutput(), theirPair, INFO);
        assertArrayEquals(mine.secret(), recipient.export(AAD, 70));

        HPKEContextWithEncapsulation sender = other.setupBaseS(theirPair.getPublic(), INFO);
        assertArrayEquals(
                sender.export(AAD, 70),
                crypto.hpkeExportRecipient(
                        sender.getEncapsulation(), pair.privateKey(), pair.publicKey(), INFO, AAD, 70));
    }

    private static HPKE other(Ciphersuite suite, byte mode) {
        return switch (suite) {
            case MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519 ->
                new HPKE(mode, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128);
            case MLS_128_DHKEMP256_AES128GCM_SHA256_P256 ->
                new HPKE(mode, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM128);
            case MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519 ->
                new HPKE(mode, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_CHACHA20_POLY1305);
            case MLS_256_DHKEMX448_AES256GCM_SHA512_Ed448 ->
                new HPKE(mode, HPKE.kem_X448_SHA512, HPKE.kdf_HKDF_SHA512, HPKE.aead_AES_GCM256);
            case MLS_256_DHKEMP521_AES256GCM_SHA512_P521 ->
                new HPKE(mode, HPKE.kem_P521_SHA512, HPKE.kdf_HKDF_SHA512, HPKE.aead_AES_GCM256);
            case MLS_256_DHKEMX448_CHACHA20POLY1305_SHA512_Ed448 ->
                new HPKE(mode, HPKE.kem_X448_SHA512, HPKE.kdf_HKDF_SHA512, HPKE.aead_CHACHA20_POLY1305);
            case MLS_256_DHKEMP384_AES256GCM_SHA384_P384 ->
                new HPKE(mode, HPKE.kem_P384_SHA384, HPKE.kdf_HKDF_SHA384, HPKE.aead_AES_GCM256);
        };
    }
}
