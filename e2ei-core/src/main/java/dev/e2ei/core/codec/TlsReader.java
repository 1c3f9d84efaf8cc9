package dev.e2ei.core.codec;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MalformedMessageException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over octets, bounded at both ends. Whatever is wrong is a {@link MalformedMessageException} with the offset and
 * the path of fields that led there. For one thread.
 */
public final class TlsReader {
    private final byte[] octets;
    private final DecodeLimits limits;
    private final int end;
    private final @Nullable TlsReader outer;
    private int position;
    private String field = "";
    private int element = -1;

    /**
     * Over the given octets, without copying.
     *
     * @param octets the octets; not changed
     * @param limits how much is looked at
     */
    public TlsReader(byte[] octets, DecodeLimits limits) {
        this(octets, limits, 0, octets.length, null);
        if (octets.length > limits.maxOctets()) {
            throw malformed(octets.length + " octets, at most " + limits.maxOctets() + " are read");
        }
    }

    private TlsReader(byte[] octets, DecodeLimits limits, int from, int end, @Nullable TlsReader outer) {
        this.octets = octets;
        this.limits = limits;
        this.position = from;
        this.end = end;
        this.outer = outer;
    }

    /**
     * Names the field that comes next, for errors.
     *
     * @param name as in RFC 9420
     * @return this reader
     */
    public TlsReader field(String name) {
        field = name;
        return this;
    }

    /** {@return a uint8} */
    public int u8() {
        return octets[advance(1)] & 0xff;
    }

    /** {@return a uint16} */
    public int u16() {
        return u8() << 8 | u8();
    }

    /** {@return the 32 bits of a uint32} */
    public int u32() {
        return u16() << 16 | u16();
    }

    /** {@return a uint32 as the number it is} */
    public long u32AsLong() {
        return Integer.toUnsignedLong(u32());
    }

    /** {@return the 64 bits of a uint64} */
    public long u64() {
        return (long) u32() << 32 | u32AsLong();
    }

    /**
     * Octets without a length.
     *
     * @param count how many
     * @return a copy
     */
    public byte[] octets(int count) {
        int from = advance(count);
        return Arrays.copyOfRange(octets, from, from + count);
    }

    /** {@return the content of {@code opaque<V>}, a copy} */
    public byte[] vector() {
        return octets(VarInt.read(this));
    }

    /** {@return the content of {@code opaque<V>}} */
    public Bytes bytes() {
        int length = VarInt.read(this);
        int from = advance(length);
        return Bytes.ofRange(octets, from, from + length);
    }

    /** {@return the content of {@code opaque<V>}, to be closed} */
    public Secret secret() {
        return Secret.take(vector());
    }

    /**
     * {@code T<V>}: elements until the vector is used up exactly.
     *
     * @param <T> the element
     * @param codec its wire form
     * @return the elements in order, immutable
     */
    public <T> List<T> list(TlsCodec<T> codec) {
        TlsReader inner = nested();
        List<T> elements = new ArrayList<>();
        while (inner.remaining() > 0) {
            if (elements.size() == limits.maxElements()) {
                throw malformed("more than " + limits.maxElements() + " elements");
            }
            int before = inner.position;
            inner.element = elements.size();
            elements.add(codec.decode(inner.field("")));
            if (inner.position == before) {
                throw inner.malformed("an element takes no octets");
            }
        }
        return List.copyOf(elements);
    }

    /**
     * {@code optional<T>}.
     *
     * @param <T> the value
     * @param codec its wire form
     * @return the value, or none
     */
    public <T> Optional<T> optional(TlsCodec<T> codec) {
        int presence = u8();
        if (presence > 1) {
            throw malformed("presence is 0 or 1, not " + presence);
        }
        return presence == 0 ? Optional.empty() : Optional.of(codec.decode(this));
    }

    /**
     * A structure of several fields, whose name leads the names of its fields.
     *
     * @param <T> the structure
     * @param name as in RFC 9420
     * @param codec its wire form
     * @return the structure
     */
    public <T> T struct(String name, TlsCodec<T> codec) {
        field = name;
        TlsReader inner = new TlsReader(octets, limits, position, end, this);
        T value = codec.decode(inner);
        position = inner.position;
        return value;
    }

    /** {@return a reader of the content of a vector; this one goes on behind it} */
    public TlsReader nested() {
        int length = VarInt.read(this);
        int from = advance(length);
        return new TlsReader(octets, limits, from, from + length, this);
    }

    /** {@return the offset of the next octet} */
    public int position() {
        return position;
    }

    /**
     * What was read.
     *
     * @param from an earlier {@link #position}
     * @return the octets from there to here
     */
    public Bytes since(int from) {
        return Bytes.ofRange(octets, from, position);
    }

    /** {@return how many octets are left} */
    public int remaining() {
        return end - position;
    }

    /** Makes sure that nothing is left. */
    public void end() {
        if (position != end) {
            throw malformed(remaining() + " octets are left over");
        }
    }

    /**
     * The exception for what stands here.
     *
     * @param reason what is wrong with it; nothing secret
     * @return to be thrown
     */
    public MalformedMessageException malformed(String reason) {
        return new MalformedMessageException(position, here(), reason);
    }

    private String here() {
        StringBuilder path = new StringBuilder(field);
        for (TlsReader reader = this; reader != null; reader = reader.outer) {
            if (reader.element >= 0) {
                path.insert(0, path.isEmpty() ? "[" + reader.element + "]" : "[" + reader.element + "].");
            }
            if (reader.outer != null) {
                String name = reader.outer.field;
                boolean joined = path.isEmpty() || name.isEmpty() || path.charAt(0) == '[';
                path.insert(0, joined ? name : name + ".");
            }
        }
        return path.toString();
    }

    private int advance(int count) {
        if (count < 0 || count > end - position) {
            throw malformed(count + " octets are announced, " + remaining() + " are left");
        }
        int from = position;
        position += count;
        return from;
    }
}
