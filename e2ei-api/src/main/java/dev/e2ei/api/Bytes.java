package dev.e2ei.api;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Immutable octets with value equality. Not for secrets: see {@link Secret}.
 *
 * <p>{@link #toString()} shows the length only, so that a record which holds octets can be logged.
 */
public final class Bytes {
    /** No octets. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private final byte[] octets;
    // Certificates are looked up by their octets again and again. 0: not asked for yet.
    private int hash;

    private Bytes(byte[] octets) {
        this.octets = octets;
    }

    /**
     * Copies the given octets.
     *
     * @param octets the octets, copied
     * @return their value
     */
    public static Bytes of(byte... octets) {
        return octets.length == 0 ? EMPTY : new Bytes(octets.clone());
    }

    /**
     * Copies a part of the given octets.
     *
     * @param octets the octets, of which the part is copied
     * @param from index of the first octet
     * @param to index after the last octet
     * @return the value of that part
     * @throws IndexOutOfBoundsException if the part does not lie within the octets
     */
    public static Bytes ofRange(byte[] octets, int from, int to) {
        Objects.checkFromToIndex(from, to, octets.length);
        return from == to ? EMPTY : new Bytes(Arrays.copyOfRange(octets, from, to));
    }

    /**
     * Reads hexadecimal text, in either case, without separators.
     *
     * @param hex an even number of hexadecimal digits; empty text gives {@link #EMPTY}
     * @return the octets
     * @throws IllegalArgumentException if the text is not hexadecimal
     */
    public static Bytes fromHex(CharSequence hex) {
        return new Bytes(HexFormat.of().parseHex(hex));
    }

    /**
     * Encodes text as UTF-8.
     *
     * @param text any text
     * @return its UTF-8 octets
     */
    public static Bytes ofUtf8(String text) {
        return new Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return the number of octets} */
    public int size() {
        return octets.length;
    }

    /** {@return whether there are no octets} */
    public boolean isEmpty() {
        return octets.length == 0;
    }

    /**
     * One octet.
     *
     * @param index from 0 to {@code size() - 1}
     * @return the octet at that place
     * @throws IndexOutOfBoundsException if the index is outside
     */
    public byte at(int index) {
        return octets[index];
    }

    /** {@return a fresh copy of the octets} */
    public byte[] toByteArray() {
        return octets.clone();
    }

    /** {@return the octets as lower-case hexadecimal text} */
    public String hex() {
        return HexFormat.of().formatHex(octets);
    }

    /** {@return the octets read as UTF-8; malformed input is replaced} */
    public String utf8() {
        return new String(octets, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = Arrays.hashCode(octets);
            hash = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return "Bytes[" + octets.length + " octets]";
    }
}
