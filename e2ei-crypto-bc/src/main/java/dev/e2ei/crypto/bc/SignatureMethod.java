package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;

/** A signature scheme of RFC 9420, section 5.1.2, over octets. Safe for use by several threads. */
interface SignatureMethod {
    int publicKeyLength();

    KeyPairOctets generate(RandomSource random);

    /** Throws {@code INVALID_KEY} if it is none. */
    byte[] publicKeyOf(byte[] privateKey);

    /** Whether octets are a public key: right form, on the curve, not of small order. */
    boolean isPublicKey(byte[] publicKey);

    /** Throws {@code INVALID_KEY} if the key is none. */
    byte[] sign(byte[] privateKey, byte[] content);

    /** False for anything that is no key or no signature in its one valid encoding. */
    boolean verify(byte[] publicKey, byte[] content, byte[] signature);
}
