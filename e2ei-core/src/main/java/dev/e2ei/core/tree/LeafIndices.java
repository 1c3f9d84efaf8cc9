package dev.e2ei.core.tree;

import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Indices of leaves in the order of the wire, RFC 9420, section 7.1. Only a list that {@link #isAscending} may be searched;
 * received trees are checked for that before they are used. Immutable.
 */
public final class LeafIndices {
    /** None. */
    public static final LeafIndices NONE = new LeafIndices(new int[0]);

    private static final TlsCodec<Integer> INDEX = TlsCodec.of((index, out) -> out.u32(index), TlsReader::u32);

    /** The wire form. */
    public static final TlsCodec<LeafIndices> CODEC = TlsCodec.of(
            (indices, out) -> out.nested(inner -> indices.stream().forEach(inner::u32)), in -> of(in.list(INDEX)));

    private final int[] indices;

    private LeafIndices(int[] indices) {
        this.indices = indices;
    }

    /**
     * These indices.
     *
     * @param indices kept in this order
     * @return the list
     */
    public static LeafIndices of(List<Integer> indices) {
        return indices.isEmpty()
                ? NONE
                : new LeafIndices(indices.stream().mapToInt(Integer::intValue).toArray());
    }

    static LeafIndices of(IntStream indices) {
        int[] array = indices.toArray();
        return array.length == 0 ? NONE : new LeafIndices(array);
    }

    /** {@return the indices in order} */
    public IntStream stream() {
        return Arrays.stream(indices);
    }

    /** {@return how many} */
    public int size() {
        return indices.length;
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return indices.length == 0;
    }

    /** {@return whether each is larger than the one before it, as unsigned numbers} */
    public boolean isAscending() {
        for (int i = 1; i < indices.length; i++) {
            if (Integer.compareUnsigned(indices[i - 1], indices[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether an index is in the list.
     *
     * @param index the index
     * @return whether it is
     */
    public boolean contains(int index) {
        return Arrays.binarySearch(indices, index) >= 0;
    }

    LeafIndices with(int index) {
        int place = Arrays.binarySearch(indices, index);
        if (place >= 0) {
            return this;
        }
        int at = -place - 1;
        int[] longer = Arrays.copyOf(indices, indices.length + 1);
        System.arraycopy(indices, at, longer, at + 1, indices.length - at);
        longer[at] = index;
        return new LeafIndices(longer);
    }

    LeafIndices without(LeafIndices others) {
        int[] rest = stream().filter(index -> !others.contains(index)).toArray();
        return rest.length == indices.length ? this : rest.length == 0 ? NONE : new LeafIndices(rest);
    }

    /** Those from {@code from} to before {@code to}. */
    LeafIndices within(int from, int to) {
        int first = place(from);
        int last = place(to);
        return first == last
                ? NONE
                : last - first == indices.length ? this : new LeafIndices(Arrays.copyOfRange(indices, first, last));
    }

    private int place(int index) {
        int place = Arrays.binarySearch(indices, index);
        return place < 0 ? -place - 1 : place;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeafIndices that && Arrays.equals(indices, that.indices);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(indices);
    }

    @Override
    public String toString() {
        return stream().mapToObj(Integer::toUnsignedString).collect(Collectors.joining(", ", "[", "]"));
    }
}
