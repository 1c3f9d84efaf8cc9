package dev.e2ei.core.tree;

import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tree hashes, RFC 9420, section 7.8, and original tree hashes, section 7.9, of which only those that leave something out
 * are computed again. The depth of recursion is that of the tree, at most 24.
 */
final class TreeHash {
    private static final int LEAF = 1;
    private static final int PARENT = 2;

    private final LabeledCrypto crypto;

    TreeHash(LabeledCrypto crypto) {
        this.crypto = crypto;
    }

    byte[] of(Subtree tree) {
        return original(tree, LeafIndices.NONE);
    }

    /** As if some leaves had not been added since: blank, and in nobody's list. */
    byte[] original(Subtree tree, LeafIndices without) {
        LeafIndices here = without.within(TreeMath.firstLeaf(tree.node), TreeMath.endLeaf(tree.node));
        byte[] known = here.isEmpty() ? tree.hash(crypto.hashLength()) : null;
        if (known != null) {
            return known;
        }
        byte[] hash = tree.isLeaf()
                ? leaf(TreeMath.leafOfNode(tree.node), here.isEmpty() ? tree.leaf : null)
                : parent(
                        tree.parent == null ? null : tree.parent.withoutUnmerged(here),
                        original(tree.left(), here),
                        original(tree.right(), here));
        if (here.isEmpty()) {
            tree.remember(hash);
        }
        return hash;
    }

    private byte[] leaf(int leafIndex, @Nullable LeafNode leaf) {
        try (TlsWriter out =
                new TlsWriter(leaf == null ? 16 : 16 + leaf.octets().size())) {
            out.u8(LEAF);
            out.u32(leafIndex);
            out.optional(LeafNode.CODEC, Optional.ofNullable(leaf));
            return crypto.hash(out.toOctets());
        }
    }

    private byte[] parent(@Nullable ParentNode parent, byte[] left, byte[] right) {
        try (TlsWriter out = new TlsWriter(256)) {
            out.u8(PARENT);
            out.optional(ParentNode.CODEC, Optional.ofNullable(parent));
            out.vector(left);
            out.vector(right);
            return crypto.hash(out.toOctets());
        }
    }
}
