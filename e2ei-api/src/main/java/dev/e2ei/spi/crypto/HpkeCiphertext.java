package dev.e2ei.spi.crypto;

import java.util.Objects;

/** What HPKE's single-shot encryption gives, RFC 9180, section 6.1. */
public final class HpkeCiphertext {
    private final byte[] kemOutput;
    private final byte[] ciphertext;

    /**
     * Takes the two arrays as they are, without copying.
     *
     * @param kemOutput the encapsulated key
     * @param ciphertext the sealed plaintext
     */
    public HpkeCiphertext(byte[] kemOutput, byte[] ciphertext) {
        this.kemOutput = Objects.requireNonNull(kemOutput, "kemOutput");
        this.ciphertext = Objects.requireNonNull(ciphertext, "ciphertext");
    }

    /** {@return the encapsulated key's own array} */
    public byte[] kemOutput() {
        return kemOutput;
    }

    /** {@return the sealed plaintext's own array} */
    public byte[] ciphertext() {
        return ciphertext;
    }

    @Override
    public String toString() {
        return "HpkeCiphertext[" + kemOutput.length + " + " + ciphertext.length + " octets]";
    }
}
