package dev.e2ei.core.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A leaf's filtered direct path, RFC 9420, section 4.1.2, from below: parents with somebody on the other side.
 *
 * @param leafIndex the leaf
 * @param steps the parents
 */
record FilteredPath(int leafIndex, List<Step> steps) {
    /** A parent of the path, and its child that the path does not go through. */
    record Step(Subtree parent, Subtree copathChild) {
        int node() {
            return parent.node;
        }

        /** To whom the node's path secret goes: rule TREE-17, leaves added by the same commit get it in their welcome. */
        List<Integer> recipients(Set<Integer> addedLeaves) {
            List<Integer> resolution = TreeWalk.resolution(copathChild);
            return addedLeaves.isEmpty()
                    ? resolution
                    : resolution.stream()
                            .filter(node -> !TreeMath.isLeaf(node) || !addedLeaves.contains(TreeMath.leafOfNode(node)))
                            .toList();
        }
    }

    FilteredPath {
        steps = List.copyOf(steps);
    }

    static FilteredPath of(Subtree root, int leafIndex) {
        List<Step> steps = new ArrayList<>();
        Subtree at = root;
        while (!at.isLeaf()) {
            Subtree next = at.towards(leafIndex);
            Subtree other = next == at.left() ? at.right() : at.left();
            if (other.populated) {
                steps.add(0, new Step(at, other));
            }
            at = next;
        }
        return new FilteredPath(leafIndex, steps);
    }

    List<Integer> nodes() {
        return steps.stream().map(Step::node).toList();
    }

    int size() {
        return steps.size();
    }

    /** The place of the lowest step that is above another leaf, too; -1 if there is none. */
    int firstAbove(int otherLeaf) {
        int ancestor = TreeMath.commonAncestor(leafIndex, otherLeaf);
        return nodes().indexOf(ancestor);
    }
}
