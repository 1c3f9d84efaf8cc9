package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one secret tree holds and another does not; subtrees that both share are not entered. */
final class SecretTreeDifference {
    final Map<Integer, Secret> nodes = new HashMap<>();
    final Map<RatchetId, MessageRatchet> ratchets = new HashMap<>();
    private final Deque<Place> open = new ArrayDeque<>();

    private record Place(SecretTreeNode node, @Nullable SecretTreeNode other, int height, int prefix) {}

    SecretTreeDifference(@Nullable SecretTreeNode root, @Nullable SecretTreeNode other, int height) {
        push(root, other, height, 0);
        while (!open.isEmpty()) {
            visit(open.pop());
        }
    }

    private void push(@Nullable SecretTreeNode node, @Nullable SecretTreeNode other, int height, int prefix) {
        if (node != null && node != other) {
            open.push(new Place(node, other, height, prefix));
        }
    }

    private void visit(Place place) {
        if (place.node instanceof SecretTreeNode.Closed closed) {
            nodes.put(SecretTree.nodeIndex(place.height, place.prefix), closed.secret);
        } else if (place.node instanceof SecretTreeNode.Parent parent) {
            SecretTreeNode.@Nullable Parent other = place.other instanceof SecretTreeNode.Parent same ? same : null;
            push(parent.left, other == null ? null : other.left, place.height - 1, place.prefix << 1);
            push(parent.right, other == null ? null : other.right, place.height - 1, place.prefix << 1 | 1);
        } else {
            SecretTreeNode.Leaf leaf = (SecretTreeNode.Leaf) place.node;
            for (RatchetKind kind : RatchetKind.values()) {
                Optional<MessageRatchet> here = leaf.ratchet(kind);
                Optional<MessageRatchet> there =
                        place.other instanceof SecretTreeNode.Leaf same ? same.ratchet(kind) : Optional.empty();
                if (here.isPresent() && (there.isEmpty() || here.get() != there.get())) {
                    ratchets.put(new RatchetId(place.prefix, kind), here.get());
                }
            }
        }
    }
}
