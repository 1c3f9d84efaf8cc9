package dev.e2ei.storage.file;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.storage.file.LogSector.Mark;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Goes through a log, frame by frame, and tells an incomplete end from damage. */
final class LogScan {
    /** Takes what was committed, in order. */
    interface Sink {
        void put(long sequence, byte[] key, Location location);

        void delete(long sequence, byte[] key);
    }

    private static final int BUFFER = 64 * 1024;

    private final Medium medium;
    private final long size;
    private final Mark mark;
    private final long before;
    private long sequence;
    private long end = LogSector.FRAMES;

    /**
     * A scan that begins after the sectors.
     *
     * @param size where the log ends, or at least all that is of interest
     * @param mark what was acknowledged
     */
    LogScan(Medium medium, long size, Mark mark) throws IOException {
        this.medium = medium;
        this.size = size;
        this.mark = mark;
        if (size < LogSector.FRAMES) {
            throw damaged(size);
        }
        before = LogSector.before(medium);
        sequence = before;
    }

    /** The number of the frame before the first. */
    long before() {
        return before;
    }

    /** The last whole frame's number. */
    long sequence() {
        return sequence;
    }

    /** Where the last whole frame ends. */
    long end() {
        return end;
    }

    void run(Sink sink) throws IOException {
        requireAgreement();
        while (end < size && frame(sink)) {
            requireAgreement();
        }
        if (end < mark.end() || sequence < mark.sequence()) {
            throw damaged(end);
        }
    }

    /** The acknowledged frame is where the mark says, and no other. */
    private void requireAgreement() {
        if ((end == mark.end()) != (sequence == mark.sequence())) {
            throw damaged(end);
        }
    }

    /** Reads the next frame; false if it is incomplete, and so the last. */
    private boolean frame(Sink sink) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(FrameWriter.HEADER);
        medium.read(header, end);
        CRC32C checksum = new CRC32C();
        checksum.update(header.duplicate().rewind().limit(FrameWriter.HEADER - Integer.BYTES));
        if (header.hasRemaining() || header.getInt(2 * Long.BYTES) != (int) checksum.getValue()) {
            return false;
        }
        long length = header.getLong(0);
        if (length < 0 || header.getLong(Long.BYTES) != sequence + 1) {
            throw damaged(end);
        }
        long rest = size - end - FrameWriter.HEADER - FrameWriter.TRAILER - length;
        if (rest < 0) {
            return false;
        }
        long records = end + FrameWriter.HEADER;
        if (!isSound(records + length)) {
            if (rest > 0) {
                throw damaged(end); // a later frame was begun, so this one was whole once
            }
            return false;
        }
        records(new LogInput(medium, records, records + length), sequence + 1, sink);
        end = records + length + FrameWriter.TRAILER;
        sequence++;
        return true;
    }

    private boolean isSound(long trailer) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = end; at < trailer; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, trailer - at));
            medium.read(buffer, at);
            checksum.update(buffer.flip());
        }
        ByteBuffer expected = ByteBuffer.allocate(Integer.BYTES);
        medium.read(expected, trailer);
        return !expected.hasRemaining() && expected.getInt(0) == (int) checksum.getValue();
    }

    private void records(LogInput input, long number, Sink sink) throws IOException {
        while (input.hasMore()) {
            int operation = input.number(1);
            byte[] key = input.octets(input.number(Short.BYTES));
            if (operation == FrameWriter.PUT) {
                sink.put(number, key, input.value());
            } else if (operation == FrameWriter.DELETE) {
                sink.delete(number, key);
            } else {
                throw damaged(end);
            }
        }
    }

    static StorageException damaged(long offset) {
        return new StorageException(ErrorCode.STORAGE_CORRUPT, "the log is damaged at or after offset " + offset);
    }
}
