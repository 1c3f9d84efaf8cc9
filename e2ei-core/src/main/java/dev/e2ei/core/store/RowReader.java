package dev.e2ei.core.store;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;

/** Reads what {@link RowWriter} wrote. Anything else is {@code STORAGE_CORRUPT}; lengths are checked before memory. */
public final class RowReader {
    private final byte[] row;
    private int position;

    /**
     * Over the given octets, without copying.
     *
     * @param row the row
     */
    public RowReader(byte[] row) {
        this.row = row;
    }

    /** {@return an unsigned octet} */
    public int u8() {
        return row[advance(1)] & 0xff;
    }

    /** {@return a number of 32 bits} */
    public int u32() {
        int from = advance(4);
        int value = 0;
        for (int i = 0; i < 4; i++) {
            value = value << 8 | row[from + i] & 0xff;
        }
        return value;
    }

    /** {@return a number of 64 bits} */
    public long u64() {
        return (long) u32() << 32 | u32() & 0xffff_ffffL;
    }

    /** {@return octets, a fresh array} */
    public byte[] octets() {
        int length = u32();
        int from = advance(length);
        return Arrays.copyOfRange(row, from, from + length);
    }

    /** {@return text} */
    public String text() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(octets()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw corrupt();
        }
    }

    /** {@return an instant} */
    public Instant instant() {
        try {
            return Instant.ofEpochSecond(u64(), u32());
        } catch (DateTimeException | ArithmeticException e) {
            throw corrupt();
        }
    }

    /** {@return secret octets, to be closed} */
    public Secret secret() {
        return Secret.take(octets());
    }

    /** How many octets have been read. */
    int position() {
        return position;
    }

    /** Makes sure that nothing is left. */
    public void end() {
        if (position != row.length) {
            throw corrupt();
        }
    }

    private int advance(int length) {
        if (length < 0 || length > row.length - position) {
            throw corrupt();
        }
        int from = position;
        position += length;
        return from;
    }

    /** {@return the exception for a row that is not what was written} */
    public static StorageException corrupt() {
        return new StorageException(ErrorCode.STORAGE_CORRUPT, "a stored row does not have the fields of its kind");
    }
}
