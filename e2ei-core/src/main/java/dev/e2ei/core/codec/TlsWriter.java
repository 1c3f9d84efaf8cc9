package dev.e2ei.core.codec;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.secret.WipedBytes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes the fields of structures. What it held is wiped when it is closed. For one thread. */
public final class TlsWriter implements AutoCloseable {
    private final WipedBytes out;

    /** An empty writer. */
    public TlsWriter() {
        this(256);
    }

    /**
     * An empty writer.
     *
     * @param capacity how many octets are expected
     */
    public TlsWriter(int capacity) {
        out = new WipedBytes(capacity);
    }

    /**
     * A uint8.
     *
     * @param value its low eight bits
     */
    public void u8(int value) {
        out.put(value);
    }

    /**
     * A uint16.
     *
     * @param value its low sixteen bits
     */
    public void u16(int value) {
        out.put(value >> 8);
        out.put(value);
    }

    /**
     * A uint32.
     *
     * @param value its 32 bits
     */
    public void u32(int value) {
        u16(value >> 16);
        u16(value);
    }

    /**
     * A uint64.
     *
     * @param value its 64 bits
     */
    public void u64(long value) {
        u32((int) (value >> 32));
        u32((int) value);
    }

    /**
     * Octets without a length.
     *
     * @param octets copied
     */
    public void octets(byte[] octets) {
        out.put(octets);
    }

    /**
     * {@code opaque<V>}.
     *
     * @param octets copied
     */
    public void vector(byte[] octets) {
        VarInt.write(octets.length, this);
        out.put(octets);
    }

    /**
     * {@code opaque<V>}.
     *
     * @param octets copied
     */
    public void bytes(Bytes octets) {
        vector(octets.toByteArray());
    }

    /**
     * {@code opaque<V>}.
     *
     * @param secret not closed
     */
    public void secret(Secret secret) {
        secret.use(octets -> {
            vector(octets);
            return octets.length;
        });
    }

    /**
     * {@code T<V>}.
     *
     * @param <T> the element
     * @param codec its wire form
     * @param elements the elements in order
     */
    public <T> void list(TlsCodec<T> codec, List<? extends T> elements) {
        nested(inner -> elements.forEach(element -> codec.encode(element, inner)));
    }

    /**
     * {@code optional<T>}.
     *
     * @param <T> the value
     * @param codec its wire form
     * @param value the value, or none
     */
    public <T> void optional(TlsCodec<T> codec, Optional<? extends T> value) {
        u8(value.isPresent() ? 1 : 0);
        value.ifPresent(present -> codec.encode(present, this));
    }

    /**
     * A vector whose content is written by somebody else.
     *
     * @param content writes the content
     */
    public void nested(Consumer<TlsWriter> content) {
        try (TlsWriter inner = new TlsWriter()) {
            content.accept(inner);
            byte[] octets = inner.toOctets();
            try {
                vector(octets);
            } finally {
                Arrays.fill(octets, (byte) 0);
            }
        }
    }

    /** {@return how many octets were written} */
    public int size() {
        return out.size();
    }

    /** {@return a copy of what was written} */
    public byte[] toOctets() {
        return out.copy();
    }

    @Override
    public void close() {
        out.close();
    }
}
