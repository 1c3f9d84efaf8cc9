package dev.e2ei.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The fields of a row")
class RowFieldsTest {
    private static byte[] row(Consumer<RowWriter> fields) {
        try (RowWriter out = new RowWriter()) {
            fields.accept(out);
            return out.toByteArray();
        }
    }

    private static void all(RowWriter out) {
        out.u8(255);
        out.u32(-2);
        out.u64(Long.MIN_VALUE + 5);
        out.octets(new byte[] {1, 2, 3});
        out.text("Ünïcödé");
        out.instant(Instant.parse("2026-01-02T03:04:05.678901234Z"));
        out.secret(Secret.copyOf(new byte[] {9}));
    }

    private static void read(RowReader in) {
        assertEquals(255, in.u8());
        assertEquals(-2, in.u32());
        assertEquals(Long.MIN_VALUE + 5, in.u64());
        assertArrayEquals(new byte[] {1, 2, 3}, in.octets());
        assertEquals("Ünïcödé", in.text());
        assertEquals(Instant.parse("2026-01-02T03:04:05.678901234Z"), in.instant());
        assertEquals(Secret.copyOf(new byte[] {9}), in.secret());
        in.end();
    }

    @Test
    @DisplayName("come back as they were written")
    void roundTrip() {
        read(new RowReader(row(RowFieldsTest::all)));
    }

    @Test
    @DisplayName("are damaged when the row ends early, or goes on")
    void lengths() {
        byte[] row = row(RowFieldsTest::all);
        for (int length = 0; length < row.length; length++) {
            RowReader in = new RowReader(Arrays.copyOf(row, length));
            StorageException refused = assertThrows(StorageException.class, () -> read(in));
            assertEquals(ErrorCode.STORAGE_CORRUPT, refused.code());
        }
        RowReader longer = new RowReader(Arrays.copyOf(row, row.length + 1));
        assertThrows(StorageException.class, () -> read(longer));
    }

    @Test
    @DisplayName("are damaged when a length is negative or larger than the row, text no UTF-8, an instant none")
    void values() {
        assertThrows(StorageException.class, () -> new RowReader(row(out -> out.u32(-1))).octets());
        assertThrows(StorageException.class, () -> new RowReader(row(out -> out.u32(Integer.MAX_VALUE))).octets());
        byte[] noText = row(out -> out.octets(new byte[] {(byte) 0xc3}));
        assertThrows(StorageException.class, () -> new RowReader(noText).text());
        byte[] noInstant = row(out -> {
            out.u64(Long.MAX_VALUE);
            out.u32(0);
        });
        assertThrows(StorageException.class, () -> new RowReader(noInstant).instant());
    }
}
