package dev.e2ei.core.tree;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A node with all below it. A change makes new nodes from the leaf to the root; the rest, with the hashes that are known,
 * is shared by the trees before and after.
 */
final class Subtree {
    final int node;
    final @Nullable LeafNode leaf;
    final @Nullable ParentNode parent;
    final int filledLeaves;
    /** Whether the resolution has a node. */
    final boolean populated;

    private final @Nullable Subtree left;
    private final @Nullable Subtree right;
    private volatile byte @Nullable [] hash;

    private Subtree(int leafNode, @Nullable LeafNode leaf) {
        this.node = leafNode;
        this.leaf = leaf;
        this.parent = null;
        this.left = null;
        this.right = null;
        this.filledLeaves = leaf == null ? 0 : 1;
        this.populated = leaf != null;
    }

    private Subtree(@Nullable ParentNode parent, Subtree left, Subtree right) {
        this.node = left.node + (1 << TreeMath.level(left.node));
        this.leaf = null;
        this.parent = parent;
        this.left = left;
        this.right = right;
        this.filledLeaves = left.filledLeaves + right.filledLeaves;
        this.populated = parent != null || left.populated || right.populated;
    }

    static Subtree ofLeaf(int leafIndex, @Nullable LeafNode leaf) {
        return new Subtree(TreeMath.nodeOfLeaf(leafIndex), leaf);
    }

    static Subtree ofParent(@Nullable ParentNode parent, Subtree left, Subtree right) {
        return new Subtree(parent, left, right);
    }

    /** The leaves from {@code firstLeaf} on and all parents above them, level by level. */
    static Subtree of(
            int firstLeaf,
            int leafCount,
            IntFunction<@Nullable LeafNode> leaves,
            IntFunction<@Nullable ParentNode> parents) {
        Subtree[] level = new Subtree[leafCount];
        for (int i = 0; i < leafCount; i++) {
            level[i] = ofLeaf(firstLeaf + i, leaves.apply(firstLeaf + i));
        }
        for (int width = leafCount / 2; width > 0; width /= 2) {
            for (int i = 0; i < width; i++) {
                Subtree left = level[2 * i];
                level[i] = ofParent(parents.apply(TreeMath.parent(left.node)), left, level[2 * i + 1]);
            }
        }
        return level[0];
    }

    static Subtree blank(int firstLeaf, int leafCount) {
        return of(firstLeaf, leafCount, index -> null, node -> null);
    }

    boolean isLeaf() {
        return left == null;
    }

    int leafCount() {
        return 1 << TreeMath.level(node);
    }

    Subtree left() {
        return child(left);
    }

    Subtree right() {
        return child(right);
    }

    private Subtree child(@Nullable Subtree child) {
        if (child == null) {
            throw new IllegalStateException("node " + node + " is a leaf");
        }
        return child;
    }

    /** The child above a leaf. */
    Subtree towards(int leafIndex) {
        return TreeMath.nodeOfLeaf(leafIndex) < node ? left() : right();
    }

    /** The node at that place below or here, which must be there. */
    Subtree at(int place) {
        Subtree at = this;
        while (at.node != place) {
            at = place < at.node ? at.left() : at.right();
        }
        return at;
    }

    /** Suites differ in the length of their hash, or not in the hash. */
    byte @Nullable [] hash(int length) {
        byte[] known = hash;
        return known == null || known.length != length ? null : known;
    }

    void remember(byte[] computed) {
        hash = computed;
    }
}
