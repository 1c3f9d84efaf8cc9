package dev.e2ei.crypto.bc;

import javax.crypto.SecretKey;

/**
 * Lends a caller's octets to the JDK as a key. Unlike {@link javax.crypto.spec.SecretKeySpec} it makes no copy that
 * nobody wipes: the JDK wipes what {@link #getEncoded()} gives.
 */
@SuppressWarnings("serial")
final class RawKey implements SecretKey {
    private final String algorithm;
    private final transient byte[] octets;

    RawKey(String algorithm, byte[] octets) {
        this.algorithm = algorithm;
        this.octets = octets;
    }

    @Override
    public String getAlgorithm() {
        return algorithm;
    }

    @Override
    public String getFormat() {
        return "RAW";
    }

    @Override
    public byte[] getEncoded() {
        return octets.clone();
    }

    @Override
    public String toString() {
        return "RawKey[" + algorithm + "]";
    }
}
