package dev.e2ei.crypto.bc;

import java.util.Arrays;
import javax.crypto.Mac;

/** HKDF, RFC 5869. Inputs come in parts, so that nobody concatenates secrets. */
final class Hkdf {
    private final Sha2 hash;

    Hkdf(Sha2 hash) {
        this.hash = hash;
    }

    Sha2 hash() {
        return hash;
    }

    byte[] extract(byte[] salt, byte[]... inputKeyMaterial) {
        return hash.mac(salt, inputKeyMaterial);
    }

    byte[] expand(byte[] pseudoRandomKey, int length, byte[]... info) {
        if (length < 0 || length > 255 * hash.length()) {
            throw new IllegalArgumentException("HKDF gives 0 to " + 255 * hash.length() + " octets");
        }
        byte[] output = new byte[length];
        Mac mac = hash.keyedMac(pseudoRandomKey);
        byte[] block = new byte[0];
        for (int filled = 0, counter = 1; filled < length; filled += block.length, counter++) {
            mac.update(block);
            for (byte[] part : info) {
                mac.update(part);
            }
            mac.update((byte) counter);
            Arrays.fill(block, (byte) 0);
            block = mac.doFinal();
            System.arraycopy(block, 0, output, filled, Math.min(block.length, length - filled));
        }
        Arrays.fill(block, (byte) 0);
        return output;
    }
}
