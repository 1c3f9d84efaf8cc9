package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Writes one frame. Its length is known beforehand, so it may be larger than memory. */
final class FrameWriter {
    static final int HEADER = Long.BYTES + Long.BYTES + Integer.BYTES;
    static final int TRAILER = Integer.BYTES;
    static final byte PUT = 1;
    static final byte DELETE = 2;

    private static final int BUFFER = 64 * 1024;

    private final Medium medium;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer buffer;
    private long position;

    /** Begins a frame whose records have this length together. */
    FrameWriter(Medium medium, long position, long sequence, long length) throws IOException {
        this.medium = medium;
        this.position = position;
        buffer = ByteBuffer.allocate((int) Math.min(BUFFER, HEADER + length + TRAILER));
        CRC32C header = new CRC32C();
        buffer.putLong(length).putLong(sequence);
        header.update(buffer.duplicate().flip());
        buffer.putInt((int) header.getValue());
    }

    /** The length of a record. */
    static long size(byte[] key, int valueLength) {
        return sizeOfDelete(key) + Integer.BYTES + valueLength;
    }

    static long sizeOfDelete(byte[] key) {
        return 1L + Short.BYTES + key.length;
    }

    Location put(byte[] key, byte[] value) throws IOException {
        key(PUT, key);
        room(Integer.BYTES);
        buffer.putInt(value.length);
        Location location = new Location(medium, position + buffer.position(), value.length, Location.checksum(value));
        octets(value);
        return location;
    }

    void delete(byte[] key) throws IOException {
        key(DELETE, key);
    }

    private void key(byte operation, byte[] key) throws IOException {
        room(1 + Short.BYTES);
        buffer.put(operation).putShort((short) key.length);
        octets(key);
    }

    private void octets(byte[] octets) throws IOException {
        if (octets.length <= buffer.remaining()) {
            buffer.put(octets);
        } else {
            flush();
            if (octets.length <= buffer.remaining()) {
                buffer.put(octets);
            } else {
                write(ByteBuffer.wrap(octets));
            }
        }
    }

    private void room(int octets) throws IOException {
        if (buffer.remaining() < octets) {
            flush();
        }
    }

    private void flush() throws IOException {
        write(buffer.flip());
        buffer.clear();
    }

    private void write(ByteBuffer octets) throws IOException {
        checksum.update(octets.duplicate());
        int count = octets.remaining();
        medium.write(octets, position);
        position += count;
    }

    /** Ends the frame; returns where. */
    long finish() throws IOException {
        room(TRAILER);
        CRC32C all = checksum;
        all.update(buffer.duplicate().flip());
        buffer.putInt((int) all.getValue()).flip();
        int count = buffer.remaining();
        medium.write(buffer, position);
        position += count;
        return position;
    }
}
