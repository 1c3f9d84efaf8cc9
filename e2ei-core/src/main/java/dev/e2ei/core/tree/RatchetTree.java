package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The public part of the ratchet tree. Immutable: each change gives another tree that shares all but one path with this one,
 * hashes that are known included. Safe for use by several threads.
 */
public final class RatchetTree {
    /** The content of the extension ratchet_tree, RFC 9420, section 12.4.3.3. What it reads is not yet checked by {@link TreeRules}. */
    public static final TlsCodec<RatchetTree> CODEC = TlsCodec.of(RatchetTreeCodec::encode, RatchetTreeCodec::decode);

    private final Subtree root;
    private final TreeIndex index;

    private RatchetTree(Subtree root, TreeIndex index) {
        this.root = root;
        this.index = index;
    }

    /**
     * The tree of a new group.
     *
     * @param creator its only leaf
     * @return the tree
     */
    public static RatchetTree of(LeafNode creator) {
        return of(1, index -> Optional.of(creator), node -> Optional.empty());
    }

    /**
     * A tree of nodes that were kept.
     *
     * @param leafCount a power of two
     * @param leaves what stands at each index
     * @param parents what stands at each odd node
     * @return the tree
     */
    public static RatchetTree of(
            int leafCount, IntFunction<Optional<LeafNode>> leaves, IntFunction<Optional<ParentNode>> parents) {
        if (leafCount < 1 || leafCount > TreeMath.MAX_LEAVES || Integer.bitCount(leafCount) != 1) {
            throw new IllegalArgumentException("a tree has 2^d leaves, not " + leafCount);
        }
        return of(Subtree.of(
                0,
                leafCount,
                index -> leaves.apply(index).orElse(null),
                node -> parents.apply(node).orElse(null)));
    }

    private static RatchetTree of(Subtree root) {
        TreeIndex[] index = {TreeIndex.EMPTY};
        TreeWalk.over(
                root,
                subtree -> index[0] =
                        index[0].replaced((LeafNode) null, subtree.leaf).replaced((ParentNode) null, subtree.parent));
        return new RatchetTree(root, index[0]);
    }

    /** {@return how many leaves there are, blank ones included; a power of two} */
    public int leafCount() {
        return root.leafCount();
    }

    /** {@return how many leaves are filled} */
    public int memberCount() {
        return root.filledLeaves;
    }

    /** {@return the topmost node} */
    public int rootNode() {
        return root.node;
    }

    /** {@return what is known of the tree as a whole} */
    public TreeIndex index() {
        return index;
    }

    /**
     * The leaf at an index.
     *
     * @param leafIndex any number
     * @return the leaf; none if it is blank or not in the tree
     */
    public Optional<LeafNode> leaf(int leafIndex) {
        return leafIndex < 0 || leafIndex >= leafCount()
                ? Optional.empty()
                : Optional.ofNullable(root.at(TreeMath.nodeOfLeaf(leafIndex)).leaf);
    }

    /**
     * The parent at a node.
     *
     * @param node any number
     * @return the parent; none if it is blank or no parent of the tree
     */
    public Optional<ParentNode> parent(int node) {
        return has(node) ? Optional.ofNullable(root.at(node).parent) : Optional.empty();
    }

    /**
     * The HPKE key at a node.
     *
     * @param node any number
     * @return the key; none if the node is blank or not in the tree
     */
    public Optional<Bytes> encryptionKey(int node) {
        return has(node) && TreeMath.isLeaf(node)
                ? leaf(TreeMath.leafOfNode(node)).map(LeafNode::encryptionKey)
                : parent(node).map(ParentNode::encryptionKey);
    }

    private boolean has(int node) {
        return node >= 0 && node < TreeMath.nodeCount(leafCount());
    }

    /** {@return the filled leaves, by index} */
    public List<TreeLeaf> leaves() {
        List<TreeLeaf> leaves = new ArrayList<>(root.filledLeaves);
        TreeWalk.over(root, subtree -> {
            if (subtree.leaf != null) {
                leaves.add(new TreeLeaf(TreeMath.leafOfNode(subtree.node), subtree.leaf));
            }
        });
        return List.copyOf(leaves);
    }

    /** {@return where the next leaf is added, rule TREE-3: the leftmost blank leaf, {@link #leafCount} if there is none} */
    public int firstBlankLeaf() {
        if (root.filledLeaves == leafCount()) {
            return leafCount();
        }
        Subtree at = root;
        while (!at.isLeaf()) {
            at = at.left().filledLeaves < at.left().leafCount() ? at.left() : at.right();
        }
        return TreeMath.leafOfNode(at.node);
    }

    /**
     * Adds a leaf at {@link #firstBlankLeaf}; it is unmerged at every filled parent above.
     *
     * @param leaf the leaf
     * @return the tree with it
     */
    public RatchetTree addLeaf(LeafNode leaf) {
        int leafIndex = firstBlankLeaf();
        return withRoomFor(leafIndex)
                .changed(leafIndex, leaf, (node, parent) -> parent == null ? null : parent.withUnmerged(leafIndex));
    }

    /**
     * Replaces a leaf and blanks its direct path, rule TREE-5.
     *
     * @param leafIndex a filled leaf
     * @param leaf what stands there now
     * @return the tree with it
     */
    public RatchetTree updateLeaf(int leafIndex, LeafNode leaf) {
        requireFilled(leafIndex);
        return changed(leafIndex, leaf, (node, parent) -> null);
    }

    /**
     * Blanks a leaf and its direct path, and halves the tree while its right half has no leaf, rule TREE-4.
     *
     * @param leafIndex a filled leaf
     * @return the tree without it
     */
    public RatchetTree removeLeaf(int leafIndex) {
        requireFilled(leafIndex);
        RatchetTree blanked = changed(leafIndex, null, (node, parent) -> null);
        Subtree top = blanked.root;
        boolean lost = false;
        while (!top.isLeaf() && top.right().filledLeaves == 0) {
            lost |= top.parent != null || top.right().populated;
            top = top.left();
        }
        return lost ? of(top) : new RatchetTree(top, blanked.index);
    }

    private void requireFilled(int leafIndex) {
        if (leaf(leafIndex).isEmpty()) {
            throw new IllegalArgumentException("leaf " + Integer.toUnsignedString(leafIndex) + " is blank");
        }
    }

    /** Doubled, if the index is the first beyond the end: that of a client which joins from outside. */
    RatchetTree withRoomFor(int leafIndex) {
        int count = leafCount();
        if (leafIndex >= 0 && leafIndex < count) {
            return this;
        }
        if (leafIndex != count || 2 * count > TreeMath.MAX_LEAVES) {
            throw new IllegalArgumentException("leaf " + Integer.toUnsignedString(leafIndex) + " of " + count);
        }
        return new RatchetTree(Subtree.ofParent(null, root, Subtree.blank(count, count)), index);
    }

    /** The direct path blanked, then what a path sets, rule TREE-23. */
    RatchetTree merge(int leafIndex, LeafNode leaf, Map<Integer, ParentNode> path) {
        return changed(leafIndex, leaf, (node, parent) -> path.get(node));
    }

    private interface ParentChange {
        @Nullable
        ParentNode apply(int node, @Nullable ParentNode parent);
    }

    private RatchetTree changed(int leafIndex, @Nullable LeafNode leaf, ParentChange change) {
        Subtree[] above = new Subtree[TreeMath.level(root.node)];
        Subtree at = root;
        for (int i = above.length - 1; i >= 0; i--) {
            above[i] = at;
            at = at.towards(leafIndex);
        }
        TreeIndex counted = index.replaced(at.leaf, leaf);
        Subtree below = Subtree.ofLeaf(leafIndex, leaf);
        for (Subtree old : above) {
            ParentNode parent = change.apply(old.node, old.parent);
            counted = counted.replaced(old.parent, parent);
            below = below.node < old.node
                    ? Subtree.ofParent(parent, below, old.right())
                    : Subtree.ofParent(parent, old.left(), below);
        }
        return new RatchetTree(below, counted);
    }

    /**
     * The nodes whose keys together reach all members below a node, RFC 9420, section 4.1.1.
     *
     * @param node a node of the tree
     * @return nodes in order
     */
    public List<Integer> resolution(int node) {
        return TreeWalk.resolution(root.at(requireNode(node)));
    }

    /**
     * The parents above a leaf, from below.
     *
     * @param leafIndex a leaf of the tree
     * @return its direct path
     */
    public List<Integer> directPath(int leafIndex) {
        requireNode(TreeMath.nodeOfLeaf(leafIndex));
        return TreeMath.directPath(leafIndex, leafCount());
    }

    /**
     * The direct path without the parents that have nobody on the other side, RFC 9420, section 4.1.2.
     *
     * @param leafIndex a leaf of the tree, or the one after the last
     * @return parents, from below; the root only if it has somebody on the other side
     */
    public List<Integer> filteredDirectPath(int leafIndex) {
        return FilteredPath.of(withRoomFor(leafIndex).root, leafIndex).nodes();
    }

    /**
     * The hash of the whole tree, RFC 9420, section 7.8. Computed once for each node.
     *
     * @param crypto the group's suite
     * @return Nh octets
     */
    public Bytes treeHash(LabeledCrypto crypto) {
        return nodeHash(crypto, root.node);
    }

    /**
     * The hash of a node with all below it.
     *
     * @param crypto the group's suite
     * @param node a node of the tree
     * @return Nh octets
     */
    public Bytes nodeHash(LabeledCrypto crypto, int node) {
        return Bytes.of(new TreeHash(crypto).of(root.at(requireNode(node))));
    }

    private int requireNode(int node) {
        if (!has(node)) {
            throw new IllegalArgumentException("node " + node + " is not in a tree of " + leafCount() + " leaves");
        }
        return node;
    }

    /**
     * Which nodes differ from those of an earlier tree of the group; what both share is not looked at.
     *
     * @param before the earlier tree
     * @return nodes of either tree, ascending
     */
    public List<Integer> changedNodes(RatchetTree before) {
        return TreeWalk.changed(before.root, root);
    }

    Subtree root() {
        return root;
    }

    @Override
    public String toString() {
        return "RatchetTree[" + memberCount() + " members, " + leafCount() + " leaves]";
    }
}
