package dev.e2ei.core.store;

import dev.e2ei.api.Secret;
import dev.e2ei.core.secret.WipedBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes the fields of a row, big-endian, octets with their length before them. What it held is wiped at the end. */
public final class RowWriter implements AutoCloseable {
    private final WipedBytes out = new WipedBytes(256);

    /**
     * An unsigned octet.
     *
     * @param value 0 to 255
     */
    public void u8(int value) {
        out.put(value);
    }

    /**
     * A number of 32 bits.
     *
     * @param value any
     */
    public void u32(int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.put(value >> shift);
        }
    }

    /**
     * A number of 64 bits.
     *
     * @param value any
     */
    public void u64(long value) {
        u32((int) (value >> 32));
        u32((int) value);
    }

    /**
     * Octets.
     *
     * @param octets any number
     */
    public void octets(byte[] octets) {
        u32(octets.length);
        out.put(octets);
    }

    /**
     * Text as UTF-8.
     *
     * @param text any text
     */
    public void text(String text) {
        octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * An instant, to the nanosecond.
     *
     * @param instant any instant
     */
    public void instant(Instant instant) {
        u64(instant.getEpochSecond());
        u32(instant.getNano());
    }

    /**
     * Secret octets.
     *
     * @param secret not closed
     */
    public void secret(Secret secret) {
        int written = secret.use(octets -> {
            octets(octets);
            return octets.length;
        });
    }

    /** {@return all fields; the caller wipes them} */
    public byte[] toByteArray() {
        return out.copy();
    }

    @Override
    public void close() {
        out.close();
    }
}
