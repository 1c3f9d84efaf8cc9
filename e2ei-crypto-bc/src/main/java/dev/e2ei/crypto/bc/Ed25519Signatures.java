package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519, RFC 8032, section 5.1. */
final class Ed25519Signatures implements SignatureMethod {
    @Override
    public int publicKeyLength() {
        return Ed25519.PUBLIC_KEY_SIZE;
    }

    @Override
    public KeyPairOctets generate(RandomSource random) {
        byte[] seed = random.bytes(Ed25519.SECRET_KEY_SIZE);
        return new KeyPairOctets(publicKeyOf(seed), seed);
    }

    @Override
    public byte[] publicKeyOf(byte[] privateKey) {
        requirePrivateKey(privateKey);
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(privateKey, 0, publicKey, 0);
        return publicKey;
    }

    @Override
    public boolean isPublicKey(byte[] publicKey) {
        return publicKey.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyPartial(publicKey, 0);
    }

    @Override
    public byte[] sign(byte[] privateKey, byte[] content) {
        requirePrivateKey(privateKey);
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(privateKey, 0, content, 0, content.length, signature, 0);
        return signature;
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
        return verify(publicKey, new SignedOctets(content, 0, content.length), signature);
    }

    boolean verify(byte[] publicKey, SignedOctets content, byte[] signature) {
        return publicKey.length == Ed25519.PUBLIC_KEY_SIZE
                && signature.length == Ed25519.SIGNATURE_SIZE
                && content.<Boolean>read(
                        (octets, from, length) -> Ed25519.verify(signature, 0, publicKey, 0, octets, from, length));
    }

    private static void requirePrivateKey(byte[] privateKey) {
        if (privateKey.length != Ed25519.SECRET_KEY_SIZE) {
            throw InvalidKey.because("a private key of Ed25519 has " + Ed25519.SECRET_KEY_SIZE + " octets");
        }
    }
}
