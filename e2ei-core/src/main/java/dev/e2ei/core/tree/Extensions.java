package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsCodec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Extensions of an object in the order of the wire, at most one of a type.
 *
 * @param list the extensions
 */
public record Extensions(List<Extension> list) {
    /** None. */
    public static final Extensions NONE = new Extensions(List.of());

    /** The wire form. */
    public static final TlsCodec<Extensions> CODEC =
            TlsCodec.of((extensions, out) -> out.list(Extension.CODEC, extensions.list), in -> {
                List<Extension> list = in.list(Extension.CODEC);
                OptionalInt twice = twice(list);
                if (twice.isPresent()) {
                    throw new MessageRejectedException(
                            "EXT-1", "two extensions of type " + twice.getAsInt() + " in one list (RFC 9420, 13.4)");
                }
                return new Extensions(list);
            });

    /** {@inheritDoc} */
    public Extensions {
        list = List.copyOf(list);
        if (twice(list).isPresent()) {
            throw new IllegalArgumentException("EXT-1: at most one extension of a type");
        }
    }

    private static OptionalInt twice(List<Extension> list) {
        Set<Integer> types = new HashSet<>();
        return list.stream()
                .mapToInt(Extension::type)
                .filter(type -> !types.add(type))
                .findFirst();
    }

    /**
     * An extension's content.
     *
     * @param type its type
     * @return the content, encoded
     */
    public Optional<Bytes> find(int type) {
        return list.stream()
                .filter(extension -> extension.type() == type)
                .map(Extension::data)
                .findFirst();
    }

    /**
     * An extension's content, decoded.
     *
     * @param <T> what it is
     * @param type its type
     * @param codec its wire form
     * @return the content
     * @throws dev.e2ei.api.error.MalformedMessageException if it is there, but not exactly that
     */
    public <T> Optional<T> find(int type, TlsCodec<T> codec) {
        return find(type).map(data -> codec.fromOctets(data.toByteArray(), DecodeLimits.GROUP));
    }

    /** {@return the types in the order of the wire} */
    public List<Integer> types() {
        return list.stream().map(Extension::type).toList();
    }

    /**
     * With one extension, at the place of the one of its type, else at the end.
     *
     * @param extension the extension
     * @return the others and this one
     */
    public Extensions with(Extension extension) {
        List<Extension> changed = new ArrayList<>(list);
        int place = types().indexOf(extension.type());
        if (place < 0) {
            changed.add(extension);
        } else {
            changed.set(place, extension);
        }
        return new Extensions(changed);
    }
}
