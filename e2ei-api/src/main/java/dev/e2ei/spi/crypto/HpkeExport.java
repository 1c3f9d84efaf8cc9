package dev.e2ei.spi.crypto;

import java.util.Objects;

/** What the sender of an HPKE export keeps and sends, RFC 9180, section 6.2. */
public final class HpkeExport {
    private final byte[] kemOutput;
    private final byte[] secret;

    /**
     * Takes the two arrays as they are, without copying.
     *
     * @param kemOutput the encapsulated key, to be sent
     * @param secret the exported secret, to be kept
     */
    public HpkeExport(byte[] kemOutput, byte[] secret) {
        this.kemOutput = Objects.requireNonNull(kemOutput, "kemOutput");
        this.secret = Objects.requireNonNull(secret, "secret");
    }

    /** {@return the encapsulated key's own array} */
    public byte[] kemOutput() {
        return kemOutput;
    }

    /** {@return the exported secret's own array} */
    public byte[] secret() {
        return secret;
    }

    @Override
    public String toString() {
        return "HpkeExport[" + kemOutput.length + " octets]";
    }
}
