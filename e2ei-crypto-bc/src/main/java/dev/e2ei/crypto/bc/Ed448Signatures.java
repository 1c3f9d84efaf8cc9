package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import org.bouncycastle.math.ec.rfc8032.Ed448;

/** Ed448, RFC 8032, section 5.2, with an empty context. */
final class Ed448Signatures implements SignatureMethod {
    private static final byte[] NO_CONTEXT = {};

    @Override
    public int publicKeyLength() {
        return Ed448.PUBLIC_KEY_SIZE;
    }

    @Override
    public KeyPairOctets generate(RandomSource random) {
        byte[] seed = random.bytes(Ed448.SECRET_KEY_SIZE);
        return new KeyPairOctets(publicKeyOf(seed), seed);
    }

    @Override
    public byte[] publicKeyOf(byte[] privateKey) {
        requirePrivateKey(privateKey);
        byte[] publicKey = new byte[Ed448.PUBLIC_KEY_SIZE];
        Ed448.generatePublicKey(privateKey, 0, publicKey, 0);
        return publicKey;
    }

    @Override
    public boolean isPublicKey(byte[] publicKey) {
        return publicKey.length == Ed448.PUBLIC_KEY_SIZE && Ed448.validatePublicKeyPartial(publicKey, 0);
    }

    @Override
    public byte[] sign(byte[] privateKey, byte[] content) {
        requirePrivateKey(privateKey);
        byte[] signature = new byte[Ed448.SIGNATURE_SIZE];
        Ed448.sign(privateKey, 0, NO_CONTEXT, content, 0, content.length, signature, 0);
        return signature;
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
        return publicKey.length == Ed448.PUBLIC_KEY_SIZE
                && signature.length == Ed448.SIGNATURE_SIZE
                && Ed448.verify(signature, 0, publicKey, 0, NO_CONTEXT, content, 0, content.length);
    }

    private static void requirePrivateKey(byte[] privateKey) {
        if (privateKey.length != Ed448.SECRET_KEY_SIZE) {
            throw InvalidKey.because("a private key of Ed448 has " + Ed448.SECRET_KEY_SIZE + " octets");
        }
    }
}
