package dev.e2ei.tck;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Octets that the contracts feed to providers. */
final class Octets {
    static final byte[] NONE = {};

    private Octets() {}

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] filled(int length, int octet) {
        byte[] octets = new byte[length];
        Arrays.fill(octets, (byte) octet);
        return octets;
    }

    static byte[] flipped(byte[] octets, int bit) {
        byte[] copy = octets.clone();
        copy[bit / 8] ^= (byte) (1 << bit % 8);
        return copy;
    }

    /** Lengths other than the right one, the empty and the neighbouring ones among them. */
    static List<byte[]> ofOtherLengths(byte[] octets) {
        return IntStream.of(0, 1, octets.length / 2, octets.length - 1, octets.length + 1, 2 * octets.length)
                .filter(length -> length >= 0 && length != octets.length)
                .distinct()
                .mapToObj(length -> Arrays.copyOf(octets, length))
                .toList();
    }
}
