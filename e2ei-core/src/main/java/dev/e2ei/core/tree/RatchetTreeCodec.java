package dev.e2ei.core.tree;

import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import java.util.List;
import java.util.Optional;

/** {@code optional<Node> ratchet_tree<V>}, RFC 9420, section 12.4.3.3: the array up to the last filled leaf. */
final class RatchetTreeCodec {
    private static final int LEAF = 1;
    private static final int PARENT = 2;

    private sealed interface Node {}

    private record Leaf(LeafNode node) implements Node {}

    private record Parent(ParentNode node) implements Node {}

    private static final TlsCodec<Node> NODE = TlsCodec.of(
            (node, out) -> {
                if (node instanceof Leaf leaf) {
                    out.u8(LEAF);
                    LeafNode.CODEC.encode(leaf.node, out);
                } else {
                    out.u8(PARENT);
                    ParentNode.CODEC.encode(((Parent) node).node, out);
                }
            },
            in -> {
                int type = in.field("node_type").u8();
                return switch (type) {
                    case LEAF -> new Leaf(LeafNode.CODEC.decode(in));
                    case PARENT -> new Parent(ParentNode.CODEC.decode(in));
                    default -> throw in.malformed("node type " + type + " is not known");
                };
            });

    private static final TlsCodec<Optional<Node>> ENTRY =
            TlsCodec.of((entry, out) -> out.optional(NODE, entry), in -> in.optional(NODE));

    private RatchetTreeCodec() {}

    static void encode(RatchetTree tree, TlsWriter out) {
        out.nested(inner -> {
            // Blank nodes are held back until something follows them.
            int[] blanks = {0};
            TreeWalk.over(tree.root(), subtree -> {
                if (subtree.leaf == null && subtree.parent == null) {
                    blanks[0]++;
                    return;
                }
                for (; blanks[0] > 0; blanks[0]--) {
                    inner.u8(0);
                }
                inner.u8(1);
                NODE.encode(subtree.leaf != null ? new Leaf(subtree.leaf) : new Parent(subtree.parent), inner);
            });
        });
    }

    static RatchetTree decode(TlsReader in) {
        List<Optional<Node>> nodes = in.list(ENTRY);
        int count = nodes.size();
        if (count % 2 == 0) {
            throw in.malformed("TREE-1: a tree of " + count + " nodes does not end with a leaf");
        }
        if (nodes.get(count - 1).isEmpty()) {
            throw in.malformed("TREE-1: the last node is blank");
        }
        for (int i = 0; i < count; i++) {
            Node node = nodes.get(i).orElse(null);
            if (node != null && node instanceof Leaf != TreeMath.isLeaf(i)) {
                throw in.malformed("TREE-2: node " + i + " is of the wrong type");
            }
        }
        int leaves = count / 2 + 1;
        int leafCount = Integer.highestOneBit(2 * leaves - 1);
        if (leafCount > TreeMath.MAX_LEAVES) {
            throw in.malformed("a tree of " + leafCount + " leaves");
        }
        return RatchetTree.of(
                leafCount,
                index -> at(nodes, TreeMath.nodeOfLeaf(index)).map(node -> ((Leaf) node).node),
                node -> at(nodes, node).map(parent -> ((Parent) parent).node));
    }

    private static Optional<Node> at(List<Optional<Node>> nodes, int node) {
        return node < nodes.size() ? nodes.get(node) : Optional.empty();
    }
}
