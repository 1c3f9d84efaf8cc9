package dev.e2ei.storage.file;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Where a value lies.
 *
 * @param medium the log
 * @param offset its first octet
 * @param length its octets
 * @param checksum their CRC-32C
 */
record Location(Medium medium, long offset, int length, int checksum) {
    byte[] read() throws IOException {
        byte[] value = new byte[length];
        ByteBuffer target = ByteBuffer.wrap(value);
        medium.read(target, offset);
        if (target.hasRemaining() || checksum(value) != checksum) {
            throw new StorageException(
                    ErrorCode.STORAGE_CORRUPT, "a value at offset " + offset + " has changed since it was written");
        }
        return value;
    }

    static int checksum(byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        return (int) crc.getValue();
    }
}
