package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Rule TREE-12, RFC 9420, section 7.9.2: each filled parent was set together with exactly one node below. The unmerged lists
 * are in order already, rule TREE-13.
 */
final class ParentHashRule {
    private final ParentHash parentHash;

    ParentHashRule(LabeledCrypto crypto) {
        this.parentHash = new ParentHash(crypto);
    }

    void check(Subtree subtree) {
        if (subtree.parent == null) {
            return;
        }
        int links = links(subtree.parent, subtree.left(), subtree.right())
                + links(subtree.parent, subtree.right(), subtree.left());
        if (links != 1) {
            throw new MessageRejectedException(
                    "TREE-12", "node " + subtree.node + " is not parent-hash valid (RFC 9420, 7.9.2)");
        }
    }

    /** How many nodes below {@code child} have the hash that goes with {@code copathChild}, and are covered but for later leaves. */
    private int links(ParentNode parent, Subtree child, Subtree copathChild) {
        List<Integer> resolution = TreeWalk.resolution(child);
        Bytes hash = parentHash.of(parent, copathChild);
        LeafIndices later =
                parent.unmergedLeaves().within(TreeMath.firstLeaf(child.node), TreeMath.endLeaf(child.node));
        if (resolution.size() != later.size() + 1) {
            return 0;
        }
        return (int) resolution.stream()
                .filter(node -> hash.equals(parentHashOf(child.at(node))))
                .filter(node -> later.equals(LeafIndices.of(resolution.stream()
                        .filter(other -> !other.equals(node))
                        .flatMapToInt(ParentHashRule::leafOrNone)
                        .sorted())))
                .count();
    }

    // A parent in the resolution cannot be unmerged: -1 is in no list.
    private static IntStream leafOrNone(int node) {
        return IntStream.of(TreeMath.isLeaf(node) ? TreeMath.leafOfNode(node) : -1);
    }

    /** Of no octets where there is none: it equals no hash. */
    private static Bytes parentHashOf(Subtree subtree) {
        return Optional.ofNullable(subtree.parent)
                .map(ParentNode::parentHash)
                .or(() -> Optional.ofNullable(subtree.leaf).flatMap(LeafNode::parentHash))
                .orElse(Bytes.EMPTY);
    }
}
