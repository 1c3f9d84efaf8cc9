package dev.e2ei.core.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Walks over subtrees, without recursion. */
final class TreeWalk {
    private TreeWalk() {}

    /** In the order of the array. */
    static void over(Subtree root, Consumer<Subtree> visitor) {
        Deque<Subtree> open = new ArrayDeque<>();
        descend(root, open);
        while (!open.isEmpty()) {
            Subtree at = open.pop();
            visitor.accept(at);
            if (!at.isLeaf()) {
                descend(at.right(), open);
            }
        }
    }

    private static void descend(Subtree from, Deque<Subtree> open) {
        Subtree at = from;
        open.push(at);
        while (!at.isLeaf()) {
            at = at.left();
            open.push(at);
        }
    }

    static List<Integer> resolution(Subtree subtree) {
        List<Integer> nodes = new ArrayList<>();
        Deque<Subtree> open = new ArrayDeque<>();
        open.push(subtree);
        while (!open.isEmpty()) {
            Subtree at = open.pop();
            if (at.leaf != null) {
                nodes.add(at.node);
            } else if (at.parent != null) {
                nodes.add(at.node);
                at.parent.unmergedLeaves().stream().map(TreeMath::nodeOfLeaf).forEach(nodes::add);
            } else if (at.populated) {
                open.push(at.right());
                open.push(at.left());
            }
        }
        return List.copyOf(nodes);
    }

    static List<Integer> changed(Subtree before, Subtree after) {
        List<Integer> nodes = new ArrayList<>();
        Subtree old = before;
        Subtree now = after;
        // Beyond the smaller tree everything differs: it was cut off, or was not there.
        while (old.node != now.node) {
            Subtree larger = old.node > now.node ? old : now;
            nodes.add(larger.node);
            over(larger.right(), subtree -> nodes.add(subtree.node));
            old = old == larger ? old.left() : old;
            now = now == larger ? now.left() : now;
        }
        Deque<Subtree[]> open = new ArrayDeque<>();
        open.push(new Subtree[] {old, now});
        while (!open.isEmpty()) {
            Subtree[] pair = open.pop();
            if (pair[0] == pair[1]) {
                continue;
            }
            if (pair[0].leaf != pair[1].leaf || pair[0].parent != pair[1].parent) {
                nodes.add(pair[0].node);
            }
            if (!pair[0].isLeaf()) {
                open.push(new Subtree[] {pair[0].left(), pair[1].left()});
                open.push(new Subtree[] {pair[0].right(), pair[1].right()});
            }
        }
        nodes.sort(null);
        return List.copyOf(nodes);
    }
}
