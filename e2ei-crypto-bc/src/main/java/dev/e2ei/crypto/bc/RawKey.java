package dev.e2ei.crypto.bc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.SecretKey;

/**
 * Lends a caller's octets to the JDK as a key. {@link javax.crypto.spec.SecretKeySpec} makes copies that nobody can wipe;
 * the copies made here are wiped on closing. Ciphers may compare their key with the next one, so it is closed after the
 * last use.
 */
@SuppressWarnings("serial")
final class RawKey implements SecretKey, AutoCloseable {
    private final String algorithm;
    private final transient byte[] octets;
    private final transient List<byte[]> copies = new ArrayList<>(1);

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
        byte[] copy = octets.clone();
        copies.add(copy);
        return copy;
    }

    @Override
    public void close() {
        copies.forEach(copy -> Arrays.fill(copy, (byte) 0));
        copies.clear();
    }

    @Override
    public String toString() {
        return "RawKey[" + algorithm + "]";
    }
}
