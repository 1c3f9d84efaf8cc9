package dev.e2ei.storage.file;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The three sectors before the frames: the header, and the two marks that are written in turn. */
final class LogSector {
    static final int SIZE = 512;
    static final long FRAMES = 3 * SIZE;
    static final int FORMAT = 1;

    /** {@code e2eilog} and a line feed. */
    private static final long MAGIC = 0x653265696c6f670aL;

    private static final int CHECKED = SIZE - Integer.BYTES;

    private LogSector() {}

    /**
     * How far the log was acknowledged.
     *
     * @param sequence the last acknowledged frame
     * @param end where it ends
     */
    record Mark(long sequence, long end) {}

    /** Begins a log whose first frame comes after the one of this number. */
    static void begin(Medium medium, long before) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(SIZE);
        header.putLong(MAGIC).putInt(FORMAT).putLong(before);
        write(medium, header, 0);
        for (int slot = 1; slot <= 2; slot++) {
            write(medium, mark(before, FRAMES), slot * (long) SIZE);
        }
    }

    /** Notes that a frame is on the medium. A write that tears leaves the other mark, of the frame before. */
    static void mark(Medium medium, Mark mark) throws IOException {
        write(medium, mark(mark.sequence(), mark.end()), (1 + (mark.sequence() & 1)) * SIZE);
    }

    private static ByteBuffer mark(long sequence, long end) {
        return ByteBuffer.allocate(SIZE).putLong(sequence).putLong(end);
    }

    private static void write(Medium medium, ByteBuffer sector, long position) throws IOException {
        sector.putInt(CHECKED, checksum(sector)).rewind();
        medium.write(sector, position);
    }

    /** The number of the frame before the first. */
    static long before(Medium medium) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(SIZE);
        if (!read(medium, header, 0) || header.getLong(0) != MAGIC) {
            throw new StorageException(
                    ErrorCode.STORAGE_CORRUPT, "the log's header is damaged, or the file is not a log");
        }
        int format = header.getInt(Long.BYTES);
        if (format != FORMAT) {
            throw new StorageException(
                    ErrorCode.STORAGE_UNSUPPORTED_FORMAT,
                    "the log has format " + format + ", but this version reads format " + FORMAT);
        }
        return header.getLong(Long.BYTES + Integer.BYTES);
    }

    /** The newer of the two marks. */
    static Mark mark(Medium medium) throws IOException {
        Mark newest = new Mark(-1, 0);
        for (int slot = 1; slot <= 2; slot++) {
            ByteBuffer sector = ByteBuffer.allocate(SIZE);
            if (read(medium, sector, slot * (long) SIZE) && sector.getLong(0) >= newest.sequence()) {
                newest = new Mark(sector.getLong(0), sector.getLong(Long.BYTES));
            }
        }
        if (newest.sequence() < 0) {
            throw new StorageException(ErrorCode.STORAGE_CORRUPT, "both marks of the log are damaged");
        }
        return newest;
    }

    private static boolean read(Medium medium, ByteBuffer sector, long position) throws IOException {
        medium.read(sector, position);
        return !sector.hasRemaining() && sector.getInt(CHECKED) == checksum(sector);
    }

    private static int checksum(ByteBuffer sector) {
        CRC32C crc = new CRC32C();
        crc.update(sector.duplicate().rewind().limit(CHECKED));
        return (int) crc.getValue();
    }
}
