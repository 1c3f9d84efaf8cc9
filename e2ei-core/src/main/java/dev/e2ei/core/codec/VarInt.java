package dev.e2ei.core.codec;

/** The lengths before vectors, RFC 9420, section 2.1.2: two bits say how many octets, and the shortest form is the only one. */
public final class VarInt {
    /** The largest length, 2^30 - 1. */
    public static final int MAX = (1 << 30) - 1;

    private VarInt() {}

    /**
     * Reads a length; whether that much follows is not asked.
     *
     * @param in where it stands
     * @return the length
     * @throws dev.e2ei.api.error.MalformedMessageException if it is not in its shortest form
     */
    public static int read(TlsReader in) {
        int first = in.u8();
        int octets = 1 << (first >> 6);
        if (octets == 8) {
            throw in.malformed("a length does not begin with the bits 11");
        }
        int value = first & 0x3f;
        for (int i = 1; i < octets; i++) {
            value = value << 8 | in.u8();
        }
        if (size(value) != octets) {
            throw in.malformed("a length of " + value + " is written in " + size(value) + " octets, not " + octets);
        }
        return value;
    }

    /**
     * Writes a length in its shortest form.
     *
     * @param value the length
     * @param out where it goes
     */
    public static void write(int value, TlsWriter out) {
        switch (size(value)) {
            case 1 -> out.u8(value);
            case 2 -> out.u16(0x4000 | value);
            default -> out.u32(0x8000_0000 | value);
        }
    }

    /**
     * How many octets a length takes.
     *
     * @param value the length
     * @return 1, 2 or 4
     * @throws IllegalArgumentException if it is negative or beyond {@link #MAX}
     */
    public static int size(int value) {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("a vector has at most " + MAX + " octets, not " + value);
        }
        return value < 1 << 6 ? 1 : value < 1 << 14 ? 2 : 4;
    }
}
