package dev.e2ei.crypto.bc;

import java.nio.charset.StandardCharsets;

/** LabeledExtract and LabeledExpand, RFC 9180, section 4. */
final class LabeledHkdf {
    private static final byte[] VERSION = "HPKE-v1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_SALT = {};

    private final Hkdf hkdf;
    private final byte[] suiteId;

    /**
     * @param prefix {@code KEM} or {@code HPKE}
     * @param ids the numbers that make up the suite
     */
    LabeledHkdf(Hkdf hkdf, String prefix, int... ids) {
        this.hkdf = hkdf;
        byte[] text = prefix.getBytes(StandardCharsets.US_ASCII);
        this.suiteId = new byte[text.length + 2 * ids.length];
        System.arraycopy(text, 0, suiteId, 0, text.length);
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(twoOctets(ids[i]), 0, suiteId, text.length + 2 * i, 2);
        }
    }

    int hashLength() {
        return hkdf.hash().length();
    }

    byte[] extract(String label, byte[] inputKeyMaterial) {
        return extract(NO_SALT, label, inputKeyMaterial);
    }

    byte[] extract(byte[] salt, String label, byte[] inputKeyMaterial) {
        return hkdf.extract(salt, VERSION, suiteId, label.getBytes(StandardCharsets.US_ASCII), inputKeyMaterial);
    }

    byte[] expand(byte[] pseudoRandomKey, String label, int length, byte[]... info) {
        byte[][] parts = new byte[4 + info.length][];
        parts[0] = twoOctets(length);
        parts[1] = VERSION;
        parts[2] = suiteId;
        parts[3] = label.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(info, 0, parts, 4, info.length);
        return hkdf.expand(pseudoRandomKey, length, parts);
    }

    private static byte[] twoOctets(int number) {
        return new byte[] {(byte) (number >>> 8), (byte) number};
    }
}
