package dev.e2ei.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The records of one frame, read in large pieces. */
final class LogInput {
    private static final int BUFFER = 64 * 1024;

    private final Medium medium;
    private final long end;
    private final ByteBuffer buffer;
    private long position;

    LogInput(Medium medium, long position, long end) {
        this.medium = medium;
        this.position = position;
        this.end = end;
        buffer = ByteBuffer.allocate((int) Math.min(BUFFER, end - position)).limit(0);
    }

    boolean hasMore() {
        return position < end || buffer.hasRemaining();
    }

    /** A big-endian number of up to four octets. */
    int number(int octets) throws IOException {
        int number = 0;
        for (byte octet : octets(octets)) {
            number = number << Byte.SIZE | octet & 0xff;
        }
        return number;
    }

    byte[] octets(int count) throws IOException {
        requireLeft(count);
        byte[] octets = new byte[count];
        for (int done = 0; done < count; ) {
            int piece = Math.min(count - done, fill());
            buffer.get(octets, done, piece);
            done += piece;
        }
        return octets;
    }

    /** A value is not kept, only where it lies. */
    Location value() throws IOException {
        int length = number(Integer.BYTES);
        requireLeft(length);
        long offset = position - buffer.remaining();
        CRC32C checksum = new CRC32C();
        for (int done = 0; done < length; ) {
            int piece = Math.min(length - done, fill());
            checksum.update(buffer.slice(buffer.position(), piece));
            buffer.position(buffer.position() + piece);
            done += piece;
        }
        return new Location(medium, offset, length, (int) checksum.getValue());
    }

    private void requireLeft(int count) {
        if (count < 0 || count > end - position + buffer.remaining()) {
            throw LogScan.damaged(position);
        }
    }

    /** How much is in the buffer now, at least one octet. */
    private int fill() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear().limit((int) Math.min(buffer.capacity(), end - position));
            int wanted = buffer.limit();
            medium.read(buffer, position);
            if (buffer.hasRemaining()) {
                throw LogScan.damaged(position); // the file has been cut since it was checked
            }
            buffer.flip();
            position += wanted;
        }
        return buffer.remaining();
    }
}
