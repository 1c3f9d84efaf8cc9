package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.ParentNode;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeLeaf;
import dev.e2ei.core.tree.TreeMath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The public tree in rows: one for each leaf, and one for the parents of each {@link ParentChunks chunk}. */
final class TreeRows {
    static final String LEAVES = "group-leaf";
    static final String PARENTS = "group-parents";

    /** A parent and where it stands. */
    private record PlacedParent(int node, ParentNode parent) {}

    private final Repository<RowKey, TreeLeaf> leaves = new Repository<>(LEAVES, RowKey::components, new LeafCodec());
    private final Repository<RowKey, List<PlacedParent>> parents =
            new Repository<>(PARENTS, RowKey::components, new ParentsCodec());

    /** Writes what differs. */
    void save(Rows rows, Bytes groupId, Optional<RatchetTree> before, RatchetTree after) {
        TreeDelta delta =
                before.map(earlier -> TreeDelta.between(earlier, after)).orElseGet(() -> TreeDelta.all(after));
        delta.leaves().forEach((index, leaf) -> {
            RowKey key = RowKey.of(groupId, index);
            leaf.ifPresentOrElse(
                    present -> leaves.save(rows, key, new TreeLeaf(index, present)), () -> leaves.delete(rows, key));
        });
        Set<Long> chunks = new TreeSet<>();
        delta.parents().keySet().forEach(node -> chunks.add(ParentChunks.chunkOf(node)));
        chunks.forEach(chunk -> saveChunk(rows, groupId, chunk, after));
    }

    private void saveChunk(Rows rows, Bytes groupId, long chunk, RatchetTree tree) {
        List<PlacedParent> filled = new ArrayList<>();
        for (int node : ParentChunks.nodesOf(chunk, TreeMath.nodeCount(tree.leafCount()))) {
            tree.parent(node).ifPresent(parent -> filled.add(new PlacedParent(node, parent)));
        }
        RowKey key = RowKey.of(groupId, chunk);
        if (filled.isEmpty()) {
            parents.delete(rows, key);
        } else {
            parents.save(rows, key, filled);
        }
    }

    RatchetTree load(Rows rows, Bytes groupId) {
        Map<Integer, LeafNode> filled = new HashMap<>();
        byte[][] prefix = RowKey.of(groupId).prefix();
        leaves.all(rows, prefix).forEach(leaf -> filled.put(leaf.index(), leaf.node()));
        int last = filled.keySet().stream().max(Integer::compare).orElseThrow(RowReader::corrupt);
        if (last < 0 || last >= TreeMath.MAX_LEAVES) {
            throw RowReader.corrupt();
        }
        Map<Integer, ParentNode> placed = new HashMap<>();
        parents.all(rows, prefix).forEach(chunk -> chunk.forEach(parent -> placed.put(parent.node(), parent.parent())));
        // A tree is never wider than its last leaf needs, rule TREE-4.
        int leafCount = last == 0 ? 1 : 2 * Integer.highestOneBit(last);
        return RatchetTree.of(
                leafCount,
                index -> Optional.ofNullable(filled.get(index)),
                node -> Optional.ofNullable(placed.get(node)));
    }

    void delete(Rows rows, Bytes groupId) {
        byte[][] prefix = RowKey.of(groupId).prefix();
        leaves.all(rows, prefix).forEach(leaf -> leaves.delete(rows, RowKey.of(groupId, leaf.index())));
        parents.all(rows, prefix).forEach(chunk -> {
            int node =
                    chunk.stream().findFirst().orElseThrow(RowReader::corrupt).node();
            parents.delete(rows, RowKey.of(groupId, ParentChunks.chunkOf(node)));
        });
    }

    static final class LeafCodec implements RowCodec<TreeLeaf> {
        @Override
        public void write(TreeLeaf value, RowWriter out) {
            out.u32(value.index());
            RowOctets.write(LeafNode.CODEC, value.node(), out);
        }

        @Override
        public TreeLeaf read(RowReader in) {
            return new TreeLeaf(in.u32(), RowOctets.read(LeafNode.CODEC, in));
        }
    }

    private static final class ParentsCodec implements RowCodec<List<PlacedParent>> {
        @Override
        public void write(List<PlacedParent> value, RowWriter out) {
            out.u8(value.size());
            value.forEach(placed -> {
                out.u32(placed.node());
                RowOctets.write(ParentNode.CODEC, placed.parent(), out);
            });
        }

        @Override
        public List<PlacedParent> read(RowReader in) {
            int size = in.u8();
            List<PlacedParent> chunk = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                int node = in.u32();
                if (TreeMath.isLeaf(node)) {
                    throw RowReader.corrupt();
                }
                chunk.add(new PlacedParent(node, RowOctets.read(ParentNode.CODEC, in)));
            }
            return chunk;
        }
    }
}
