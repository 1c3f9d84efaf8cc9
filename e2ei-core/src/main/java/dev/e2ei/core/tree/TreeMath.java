package dev.e2ei.core.tree;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the nodes of a tree with 2^d leaves stand in its array, RFC 9420, appendix C: leaf i at 2i, parents between. Node
 * indices never change when a tree grows or shrinks; only its root does.
 */
public final class TreeMath {
    /** More leaves than a tree may have; far beyond any group, and small enough for all arithmetic on nodes. */
    public static final int MAX_LEAVES = 1 << 24;

    private TreeMath() {}

    /**
     * The array position of a leaf.
     *
     * @param leafIndex the leaf
     * @return its node
     */
    public static int nodeOfLeaf(int leafIndex) {
        return 2 * leafIndex;
    }

    /**
     * The leaf at an array position.
     *
     * @param node an even node
     * @return the leaf's index
     */
    public static int leafOfNode(int node) {
        if (!isLeaf(node)) {
            throw new IllegalArgumentException("node " + node + " is a parent");
        }
        return node >> 1;
    }

    /**
     * Whether a node is a leaf.
     *
     * @param node the node
     * @return whether it is
     */
    public static boolean isLeaf(int node) {
        return (node & 1) == 0;
    }

    /**
     * The height of a node above the leaves.
     *
     * @param node the node
     * @return 0 for leaves
     */
    public static int level(int node) {
        return Integer.numberOfTrailingZeros(~node);
    }

    /**
     * The size of the array.
     *
     * @param leafCount a power of two
     * @return how many nodes there are
     */
    public static int nodeCount(int leafCount) {
        return 2 * leafCount - 1;
    }

    /**
     * The topmost node.
     *
     * @param leafCount a power of two
     * @return the root
     */
    public static int root(int leafCount) {
        return leafCount - 1;
    }

    /**
     * The left child.
     *
     * @param node a parent
     * @return its left child
     */
    public static int left(int node) {
        return node ^ (1 << parentLevel(node) - 1);
    }

    /**
     * The right child.
     *
     * @param node a parent
     * @return its right child
     */
    public static int right(int node) {
        return node ^ (3 << parentLevel(node) - 1);
    }

    private static int parentLevel(int node) {
        int level = level(node);
        if (level == 0) {
            throw new IllegalArgumentException("node " + node + " is a leaf");
        }
        return level;
    }

    /**
     * The parent, which is in the tree unless the node is the root.
     *
     * @param node the node
     * @return its parent
     */
    public static int parent(int node) {
        int level = level(node);
        return (node | 1 << level) & ~(1 << level + 1);
    }

    /**
     * The other child of the parent.
     *
     * @param node a node that is not the root
     * @return its sibling
     */
    public static int sibling(int node) {
        return node ^ (2 << level(node));
    }

    /**
     * The parents above a leaf, from below, the root last.
     *
     * @param leafIndex the leaf
     * @param leafCount a power of two
     * @return the direct path
     */
    public static List<Integer> directPath(int leafIndex, int leafCount) {
        return IntStream.iterate(nodeOfLeaf(leafIndex), TreeMath::parent)
                .skip(1)
                .limit(level(root(leafCount)))
                .boxed()
                .toList();
    }

    /**
     * The lowest node that is above both.
     *
     * @param leafIndex one leaf
     * @param otherLeafIndex another leaf
     * @return the parent; the leaf's node, if both are one
     */
    public static int commonAncestor(int leafIndex, int otherLeafIndex) {
        int level = 32 - Integer.numberOfLeadingZeros(leafIndex ^ otherLeafIndex);
        return (leafIndex >> level << level) * 2 + (1 << level) - 1;
    }

    /**
     * The leftmost leaf below a node.
     *
     * @param node the node
     * @return its index
     */
    public static int firstLeaf(int node) {
        return node - ((1 << level(node)) - 1) >> 1;
    }

    /**
     * The index after that of the rightmost leaf below a node.
     *
     * @param node the node
     * @return the index
     */
    public static int endLeaf(int node) {
        return firstLeaf(node) + (1 << level(node));
    }

    /**
     * Whether a leaf is below a node, or is it.
     *
     * @param leafIndex the leaf
     * @param node the node
     * @return whether it is
     */
    public static boolean isBelow(int leafIndex, int node) {
        return leafIndex >= firstLeaf(node) && leafIndex < endLeaf(node);
    }
}
