package dev.e2ei.spi.crypto;

import java.util.Arrays;
import java.util.Objects;

/**
 * A key pair as octets. Public keys are in the form of RFC 9420: 32 octets for X25519 and Ed25519, an uncompressed
 * point for the NIST curves. Private keys are the scalar, padded to the size of the field, or the 32 octets of Ed25519's
 * seed and X25519's scalar. Whoever receives a pair wipes it.
 */
public final class KeyPairOctets {
    private final byte[] publicKey;
    private final byte[] privateKey;

    /**
     * Takes the two arrays as they are, without copying.
     *
     * @param publicKey the public key
     * @param privateKey the private key
     */
    public KeyPairOctets(byte[] publicKey, byte[] privateKey) {
        this.publicKey = Objects.requireNonNull(publicKey, "publicKey");
        this.privateKey = Objects.requireNonNull(privateKey, "privateKey");
    }

    /** {@return the public key's own array} */
    public byte[] publicKey() {
        return publicKey;
    }

    /** {@return the private key's own array} */
    public byte[] privateKey() {
        return privateKey;
    }

    /** Overwrites the private key with zeros. */
    public void wipe() {
        Arrays.fill(privateKey, (byte) 0);
    }

    @Override
    public String toString() {
        return "KeyPairOctets[public key of " + publicKey.length + " octets]";
    }
}
