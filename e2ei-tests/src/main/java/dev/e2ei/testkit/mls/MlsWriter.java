package dev.e2ei.testkit.mls;

import dev.e2ei.api.Bytes;
import java.io.ByteArrayOutputStream;

/** Writes MLS structures, RFC 9420, section 2.1. */
final class MlsWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    MlsWriter u8(int value) {
        out.write(value);
        return this;
    }

    MlsWriter u16(int value) {
        return u8(value >> 8).u8(value);
    }

    MlsWriter u32(int value) {
        return u16(value >> 16).u16(value);
    }

    MlsWriter u64(long value) {
        return u32((int) (value >> 32)).u32((int) value);
    }

    MlsWriter octets(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    MlsWriter vector(byte[] octets) {
        if (octets.length < 0x40) {
            u8(octets.length);
        } else if (octets.length < 0x4000) {
            u16(0x4000 | octets.length);
        } else {
            u32(0x80000000 | octets.length);
        }
        return octets(octets);
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    Bytes toBytes() {
        return Bytes.of(out.toByteArray());
    }
}
