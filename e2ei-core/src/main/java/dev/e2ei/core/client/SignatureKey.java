package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.x509.SubjectPublicKey;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.KeyPairOctets;

/** A signature key pair of a ciphersuite. Closing it wipes the private part. */
final class SignatureKey implements AutoCloseable {
    private final CiphersuiteCrypto crypto;
    private final Bytes publicKey;
    private final Secret privateKey;

    /** Takes the secret over. */
    SignatureKey(CiphersuiteCrypto crypto, Bytes publicKey, Secret privateKey) {
        this.crypto = crypto;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    static SignatureKey generate(CiphersuiteCrypto crypto) {
        KeyPairOctets pair = crypto.generateSignatureKeyPair();
        try {
            return new SignatureKey(crypto, Bytes.of(pair.publicKey()), Secret.copyOf(pair.privateKey()));
        } finally {
            pair.wipe();
        }
    }

    SignatureKey copy() {
        return new SignatureKey(crypto, publicKey, privateKey.copy());
    }

    Bytes publicKey() {
        return publicKey;
    }

    SubjectPublicKey subjectPublicKey() {
        return SubjectPublicKey.of(crypto.ciphersuite().signatureScheme(), publicKey);
    }

    Secret privateKey() {
        return privateKey;
    }

    /** As MLS and X.509 sign: ECDSA in DER. */
    byte[] sign(byte[] content) {
        return privateKey.use(key -> crypto.sign(key, content));
    }

    /** As JWS signs, RFC 7518, section 3.4, and RFC 8037. */
    byte[] signJws(byte[] signingInput) {
        return JwsSignature.of(crypto.ciphersuite().signatureScheme(), sign(signingInput));
    }

    @Override
    public void close() {
        privateKey.close();
    }

    @Override
    public String toString() {
        return "SignatureKey[" + crypto.ciphersuite().signatureScheme() + "]";
    }
}
