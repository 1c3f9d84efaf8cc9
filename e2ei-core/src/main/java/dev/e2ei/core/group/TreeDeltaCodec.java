package dev.e2ei.core.group;

import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.ParentNode;
import dev.e2ei.core.tree.TreeMath;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The fields of a tree that somebody has another tree for: only the nodes that differ. */
final class TreeDeltaCodec implements RowCodec<TreeDelta> {
    @Override
    public void write(TreeDelta value, RowWriter out) {
        out.u32(value.leafCount());
        write(LeafNode.CODEC, value.leaves(), out);
        write(ParentNode.CODEC, value.parents(), out);
    }

    private static <T> void write(TlsCodec<T> codec, SortedMap<Integer, Optional<T>> nodes, RowWriter out) {
        out.u32(nodes.size());
        nodes.forEach((place, node) -> {
            out.u32(place);
            RowOptional.write(node, out, filled -> RowOctets.write(codec, filled, out));
        });
    }

    @Override
    public TreeDelta read(RowReader in) {
        int leafCount = in.u32();
        if (Integer.bitCount(leafCount) != 1 || leafCount < 1 || leafCount > TreeMath.MAX_LEAVES) {
            throw RowReader.corrupt();
        }
        return new TreeDelta(leafCount, read(LeafNode.CODEC, in), read(ParentNode.CODEC, in));
    }

    private static <T> SortedMap<Integer, Optional<T>> read(TlsCodec<T> codec, RowReader in) {
        int count = in.u32();
        SortedMap<Integer, Optional<T>> nodes = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            nodes.put(in.u32(), RowOptional.read(in, () -> RowOctets.read(codec, in)));
        }
        return nodes;
    }
}
