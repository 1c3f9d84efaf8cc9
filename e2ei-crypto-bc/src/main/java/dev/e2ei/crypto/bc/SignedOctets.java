package dev.e2ei.crypto.bc;

import java.util.Objects;

/** A part of an array that was signed: a revocation list may have many megabytes, and is not copied. */
final class SignedOctets {
    private final byte[] octets;
    private final int from;
    private final int to;

    SignedOctets(byte[] octets, int from, int to) {
        Objects.checkFromToIndex(from, to, octets.length);
        this.octets = octets;
        this.from = from;
        this.to = to;
    }

    /** Takes them all. */
    interface Reader<T> {
        T read(byte[] octets, int from, int length);
    }

    <T> T read(Reader<T> reader) {
        return reader.read(octets, from, to - from);
    }

    byte[] digest(Sha2 hash) {
        return read(hash::digest);
    }
}
