package dev.e2ei.core.group;

import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.ParentNode;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeMath;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one tree has that another one of the group has not.
 *
 * @param leafCount how many leaves the later tree has
 * @param leaves the leaves that differ, by index, as they are in the later tree
 * @param parents the parents that differ, by node, as they are in the later tree
 */
record TreeDelta(
        int leafCount,
        SortedMap<Integer, Optional<LeafNode>> leaves,
        SortedMap<Integer, Optional<ParentNode>> parents) {
    TreeDelta {
        leaves = Collections.unmodifiableSortedMap(leaves);
        parents = Collections.unmodifiableSortedMap(parents);
    }

    static TreeDelta between(RatchetTree before, RatchetTree after) {
        SortedMap<Integer, Optional<LeafNode>> leaves = new TreeMap<>();
        SortedMap<Integer, Optional<ParentNode>> parents = new TreeMap<>();
        for (int node : after.changedNodes(before)) {
            if (TreeMath.isLeaf(node)) {
                int index = TreeMath.leafOfNode(node);
                put(leaves, index, before.leaf(index), after.leaf(index));
            } else {
                put(parents, node, before.parent(node), after.parent(node));
            }
        }
        return new TreeDelta(after.leafCount(), leaves, parents);
    }

    /** All of a tree, for somebody who has nothing yet. */
    static TreeDelta all(RatchetTree tree) {
        SortedMap<Integer, Optional<LeafNode>> leaves = new TreeMap<>();
        SortedMap<Integer, Optional<ParentNode>> parents = new TreeMap<>();
        tree.leaves().forEach(leaf -> leaves.put(leaf.index(), Optional.of(leaf.node())));
        for (int node = 1; node < TreeMath.nodeCount(tree.leafCount()); node += 2) {
            put(parents, node, Optional.empty(), tree.parent(node));
        }
        return new TreeDelta(tree.leafCount(), leaves, parents);
    }

    // Where nodes are blank in both trees nothing differs, though one tree may be the larger.
    private static <T> void put(
            SortedMap<Integer, Optional<T>> changed, int place, Optional<T> before, Optional<T> after) {
        if (before.isPresent() || after.isPresent()) {
            changed.put(place, after);
        }
    }

    RatchetTree appliedTo(RatchetTree before) {
        return RatchetTree.of(
                leafCount,
                index -> leaves.containsKey(index) ? leaves.get(index) : before.leaf(index),
                node -> parents.containsKey(node) ? parents.get(node) : before.parent(node));
    }

    /** The tree of which this is all. */
    RatchetTree tree() {
        return RatchetTree.of(
                leafCount,
                index -> leaves.getOrDefault(index, Optional.empty()),
                node -> parents.getOrDefault(node, Optional.empty()));
    }
}
