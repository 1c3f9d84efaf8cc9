package dev.e2ei.core.group;

import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;

/** Structures of the wire as fields of rows. They were checked when they came in: what does not decode was altered. */
final class RowOctets {
    private static final DecodeLimits LIMITS = DecodeLimits.GROUP;

    private RowOctets() {}

    static <T> void write(TlsCodec<T> codec, T value, RowWriter out) {
        out.octets(codec.toOctets(value));
    }

    static <T> T read(TlsCodec<T> codec, RowReader in) {
        return decode(codec, in.octets());
    }

    static <T> T decode(TlsCodec<T> codec, byte[] octets) {
        try {
            return codec.fromOctets(octets, LIMITS);
        } catch (MlsException e) {
            throw RowReader.corrupt();
        }
    }
}
