package dev.e2ei.crypto.bc;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import dev.e2ei.spi.crypto.HpkeExport;
import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.List;

/** One ciphersuite: hands each call to the room that does it. */
final class SuitePrimitives implements CiphersuiteCrypto {
    private final SuiteParameters parameters;
    private final RandomSource random;
    private final Hkdf hkdf;
    private final Hpke hpke;

    SuitePrimitives(SuiteParameters parameters, RandomSource random) {
        this.parameters = parameters;
        this.random = random;
        this.hkdf = new Hkdf(parameters.hash());
        this.hpke = new Hpke(parameters, random);
    }

    @Override
    public Ciphersuite ciphersuite() {
        return parameters.suite();
    }

    @Override
    public int hashLength() {
        return parameters.hash().length();
    }

    @Override
    public int aeadKeyLength() {
        return parameters.aead().keyLength();
    }

    @Override
    public int aeadNonceLength() {
        return Aead.NONCE_LENGTH;
    }

    @Override
    public int aeadTagLength() {
        return Aead.TAG_LENGTH;
    }

    @Override
    public int kemPublicKeyLength() {
        return parameters.group().publicKeyLength();
    }

    @Override
    public int kemPrivateKeyLength() {
        return parameters.group().privateKeyLength();
    }

    @Override
    public int signaturePublicKeyLength() {
        return parameters.signatures().publicKeyLength();
    }

    @Override
    public byte[] hash(byte[] content) {
        return parameters.hash().digest(content);
    }

    @Override
    public byte[] mac(byte[] key, byte[] content) {
        return parameters.hash().mac(key, content);
    }

    @Override
    public byte[] extract(byte[] salt, byte[] inputKeyMaterial) {
        return hkdf.extract(salt, inputKeyMaterial);
    }

    @Override
    public byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
        return hkdf.expand(pseudoRandomKey, length, info);
    }

    @Override
    public byte[] seal(byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        return parameters.aead().seal(key, nonce, associatedData, plaintext);
    }

    @Override
    public byte[] open(byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext) {
        return parameters.aead().open(key, nonce, associatedData, ciphertext);
    }

    @Override
    public KeyPairOctets generateHpkeKeyPair() {
        return hpke.generate();
    }

    @Override
    public KeyPairOctets deriveHpkeKeyPair(byte[] inputKeyMaterial) {
        return hpke.derive(inputKeyMaterial);
    }

    @Override
    public void validateHpkePublicKey(byte[] publicKey) {
        if (!parameters.group().isPublicKey(publicKey)) {
            throw InvalidKey.because("not a public key of this ciphersuite's KEM");
        }
    }

    @Override
    public HpkeCiphertext hpkeSeal(byte[] publicKey, byte[] info, byte[] associatedData, byte[] plaintext) {
        return hpke.seal(publicKey, info, associatedData, plaintext);
    }

    @Override
    public List<HpkeCiphertext> hpkeSealAll(
            List<byte[]> publicKeys, byte[] info, byte[] associatedData, List<byte[]> plaintexts) {
        return hpke.seal(publicKeys, info, associatedData, plaintexts);
    }

    @Override
    public byte[] hpkeOpen(
            byte[] kemOutput,
            byte[] privateKey,
            byte[] publicKey,
            byte[] info,
            byte[] associatedData,
            byte[] ciphertext) {
        return hpke.open(kemOutput, privateKey, publicKey, info, associatedData, ciphertext);
    }

    @Override
    public HpkeCiphertext hpkeSealPsk(
            byte[] publicKey, byte[] info, byte[] associatedData, byte[] plaintext, byte[] psk, byte[] pskId) {
        return hpke.sealPsk(publicKey, info, associatedData, plaintext, psk, pskId);
    }

    @Override
    public byte[] hpkeOpenPsk(
            byte[] kemOutput,
            byte[] privateKey,
            byte[] publicKey,
            byte[] info,
            byte[] associatedData,
            byte[] ciphertext,
            byte[] psk,
            byte[] pskId) {
        return hpke.openPsk(kemOutput, privateKey, publicKey, info, associatedData, ciphertext, psk, pskId);
    }

    @Override
    public HpkeExport hpkeExportSender(byte[] publicKey, byte[] info, byte[] exporterContext, int length) {
        return hpke.exportSender(publicKey, info, exporterContext, length);
    }

    @Override
    public byte[] hpkeExportRecipient(
            byte[] kemOutput, byte[] privateKey, byte[] publicKey, byte[] info, byte[] exporterContext, int length) {
        return hpke.exportRecipient(kemOutput, privateKey, publicKey, info, exporterContext, length);
    }

    @Override
    public KeyPairOctets generateSignatureKeyPair() {
        return parameters.signatures().generate(random);
    }

    @Override
    public byte[] signaturePublicKey(byte[] privateKey) {
        return parameters.signatures().publicKeyOf(privateKey);
    }

    @Override
    public void validateSignaturePublicKey(byte[] publicKey) {
        if (!parameters.signatures().isPublicKey(publicKey)) {
            throw InvalidKey.because("not a public key of this ciphersuite's signature scheme");
        }
    }

    @Override
    public byte[] sign(byte[] privateKey, byte[] content) {
        return parameters.signatures().sign(privateKey, content);
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
        return parameters.signatures().verify(publicKey, content, signature);
    }
}
