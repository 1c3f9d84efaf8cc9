package dev.e2ei.core.codec;

import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The wire form of one structure.
 *
 * @param <T> the structure
 */
public interface TlsCodec<T> {
    /**
     * Writes the fields in the order of the wire.
     *
     * @param value the structure
     * @param out where the fields go
     */
    void encode(T value, TlsWriter out);

    /**
     * Reads the fields in the order of the wire; what follows them is left.
     *
     * @param in where the fields stand
     * @return the structure
     * @throws dev.e2ei.api.error.MalformedMessageException if they are not that structure
     */
    T decode(TlsReader in);

    /**
     * A codec of two functions.
     *
     * @param <T> the structure
     * @param encoder writes the fields
     * @param decoder reads them
     * @return the codec
     */
    static <T> TlsCodec<T> of(BiConsumer<T, TlsWriter> encoder, Function<TlsReader, T> decoder) {
        return new TlsCodec<>() {
            @Override
            public void encode(T value, TlsWriter out) {
                encoder.accept(value, out);
            }

            @Override
            public T decode(TlsReader in) {
                return decoder.apply(in);
            }
        };
    }

    /**
     * The structure alone.
     *
     * @param value the structure
     * @return its octets; whoever holds secrets in them wipes them
     */
    default byte[] toOctets(T value) {
        try (TlsWriter out = new TlsWriter()) {
            encode(value, out);
            return out.toOctets();
        }
    }

    /**
     * Reads octets that are the structure and nothing else.
     *
     * @param octets not changed, and not kept
     * @param limits how much is looked at
     * @return the structure
     * @throws dev.e2ei.api.error.MalformedMessageException if they are not exactly that
     */
    default T fromOctets(byte[] octets, DecodeLimits limits) {
        TlsReader in = new TlsReader(octets, limits);
        T value = decode(in);
        in.end();
        return value;
    }
}
