package dev.e2ei.core.secret;

import java.util.Arrays;

/**
 * A buffer for octets that may be secret: arrays that it outgrows are wiped, and so is the last one when it is closed.
 * For one thread.
 */
public final class WipedBytes implements AutoCloseable {
    private byte[] buffer;
    private int size;

    /**
     * An empty buffer.
     *
     * @param capacity how many octets are expected
     */
    public WipedBytes(int capacity) {
        buffer = new byte[Math.max(capacity, 16)];
    }

    /**
     * Appends one octet.
     *
     * @param octet its low eight bits
     */
    public void put(int octet) {
        grow(1);
        buffer[size++] = (byte) octet;
    }

    /**
     * Appends octets.
     *
     * @param octets copied
     */
    public void put(byte[] octets) {
        grow(octets.length);
        System.arraycopy(octets, 0, buffer, size, octets.length);
        size += octets.length;
    }

    private void grow(int more) {
        int needed = Math.addExact(size, more);
        if (needed > buffer.length) {
            byte[] old = buffer;
            buffer = Arrays.copyOf(old, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(needed, 2L * old.length)));
            Arrays.fill(old, (byte) 0);
        }
    }

    /** {@return a copy of what was put in; the caller wipes it} */
    public byte[] copy() {
        return Arrays.copyOf(buffer, size);
    }

    /** {@return how many octets were put in} */
    public int size() {
        return size;
    }

    @Override
    public void close() {
        Arrays.fill(buffer, (byte) 0);
        size = 0;
    }

    @Override
    public String toString() {
        return "WipedBytes[" + size + " octets]";
    }
}
