package dev.e2ei.testkit.mls;

import dev.e2ei.api.Bytes;

/** A bounded cursor over MLS structures, RFC 9420, section 2.1. What it cannot read is an IllegalArgumentException. */
final class MlsReader {
    private final byte[] octets;
    private final int end;
    private int position;

    MlsReader(byte[] octets) {
        this(octets, 0, octets.length);
    }

    private MlsReader(byte[] octets, int from, int to) {
        this.octets = octets;
        position = from;
        end = to;
    }

    int u8() {
        return octets[advance(1)] & 0xff;
    }

    int u16() {
        return u8() << 8 | u8();
    }

    int u32() {
        return u16() << 16 | u16();
    }

    long u64() {
        return (long) u32() << 32 | u32() & 0xffffffffL;
    }

    Bytes vector() {
        MlsReader inside = nested();
        return Bytes.ofRange(octets, inside.position, inside.end);
    }

    /** A reader of what a vector holds. */
    MlsReader nested() {
        int length = length();
        int from = advance(length);
        return new MlsReader(octets, from, from + length);
    }

    void skip(int count) {
        advance(count);
    }

    void skipVector() {
        advance(length());
    }

    boolean hasMore() {
        return position < end;
    }

    int position() {
        return position;
    }

    /** What was read since a position. */
    Bytes since(int from) {
        return Bytes.ofRange(octets, from, position);
    }

    private int length() {
        int first = u8();
        return switch (first >> 6) {
            case 0 -> first;
            case 1 -> (first & 0x3f) << 8 | u8();
            case 2 -> (first & 0x3f) << 24 | u8() << 16 | u16();
            default -> throw new IllegalArgumentException("no length begins with two ones");
        };
    }

    private int advance(int count) {
        if (count < 0 || count > end - position) {
            throw new IllegalArgumentException("the octets end too early");
        }
        int from = position;
        position += count;
        return from;
    }
}
