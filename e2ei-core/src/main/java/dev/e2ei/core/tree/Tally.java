package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often each key occurs. Immutable: a change copies the nodes of one path and shares the rest. Keys are the choice of
 * others, who could make hashes collide; so this is a balanced tree by their octets, whose height is at most 1.45 log2 of
 * their number.
 *
 * @param <V> what a key stands for
 */
final class Tally<V> {
    private record Node<V>(
            Bytes key,
            V value,
            int count,
            @Nullable Node<V> left,
            @Nullable Node<V> right,
            int height) {
        static <V> int height(@Nullable Node<V> node) {
            return node == null ? 0 : node.height;
        }

        static <V> Node<V> of(Node<V> top, int count, @Nullable Node<V> left, @Nullable Node<V> right) {
            return new Node<>(top.key, top.value, count, left, right, 1 + Math.max(height(left), height(right)));
        }

        static <V> Node<V> of(Node<V> top, @Nullable Node<V> left, @Nullable Node<V> right) {
            return of(top, top.count, left, right);
        }
    }

    private final @Nullable Node<V> root;
    private final int distinct;
    private final int total;

    private Tally(@Nullable Node<V> root, int distinct, int total) {
        this.root = root;
        this.distinct = distinct;
        this.total = total;
    }

    static <V> Tally<V> empty() {
        return new Tally<>(null, 0, 0);
    }

    int count(Bytes key) {
        Node<V> at = root;
        while (at != null) {
            int order = compare(key, at.key);
            if (order == 0) {
                return at.count;
            }
            at = order < 0 ? at.left : at.right;
        }
        return 0;
    }

    /** Whether none occurs twice. */
    boolean isUnique() {
        return distinct == total;
    }

    Tally<V> with(Bytes key, V value) {
        boolean added = count(key) == 0;
        return new Tally<>(
                added(root, new Node<>(key, value, 1, null, null, 1)), added ? distinct + 1 : distinct, total + 1);
    }

    Tally<V> without(Bytes key) {
        int count = count(key);
        if (count == 0) {
            throw new IllegalStateException("a key that is not counted");
        }
        return new Tally<>(removed(root, key), count == 1 ? distinct - 1 : distinct, total - 1);
    }

    /** What the keys stand for, in the order of the keys. */
    List<V> values() {
        List<V> values = new ArrayList<>(distinct);
        Deque<Node<V>> open = new ArrayDeque<>();
        Node<V> at = root;
        while (at != null || !open.isEmpty()) {
            for (; at != null; at = at.left) {
                open.push(at);
            }
            Node<V> next = open.pop();
            values.add(next.value);
            at = next.right;
        }
        return values;
    }

    private static int compare(Bytes one, Bytes other) {
        int size = one.size();
        if (size != other.size()) {
            return size < other.size() ? -1 : 1;
        }
        for (int i = 0; i < size; i++) {
            int order = one.at(i) - other.at(i);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static <V> Node<V> added(@Nullable Node<V> at, Node<V> entry) {
        if (at == null) {
            return entry;
        }
        int order = compare(entry.key, at.key);
        if (order == 0) {
            return Node.of(at, at.count + 1, at.left, at.right);
        }
        return order < 0
                ? balanced(at, added(at.left, entry), at.right)
                : balanced(at, at.left, added(at.right, entry));
    }

    private static <V> @Nullable Node<V> removed(@Nullable Node<V> at, Bytes key) {
        if (at == null) {
            return null;
        }
        int order = compare(key, at.key);
        if (order < 0) {
            return balanced(at, removed(at.left, key), at.right);
        } else if (order > 0) {
            return balanced(at, at.left, removed(at.right, key));
        } else if (at.count > 1) {
            return Node.of(at, at.count - 1, at.left, at.right);
        } else if (at.left == null || at.right == null) {
            return at.left == null ? at.right : at.left;
        }
        Node<V> next = at.right;
        while (next.left != null) {
            next = next.left;
        }
        return balanced(next, at.left, withoutFirst(at.right));
    }

    private static <V> @Nullable Node<V> withoutFirst(Node<V> at) {
        return at.left == null ? at.right : balanced(at, withoutFirst(at.left), at.right);
    }

    /** Of two subtrees whose heights differ by at most two, one whose subtrees' differ by at most one. */
    private static <V> Node<V> balanced(Node<V> top, @Nullable Node<V> left, @Nullable Node<V> right) {
        if (left != null && left.height > Node.height(right) + 1) {
            if (left.right == null || Node.height(left.left) >= left.right.height) {
                return Node.of(left, left.left, Node.of(top, left.right, right));
            }
            Node<V> middle = left.right;
            return Node.of(middle, Node.of(left, left.left, middle.left), Node.of(top, middle.right, right));
        }
        if (right != null && right.height > Node.height(left) + 1) {
            if (right.left == null || Node.height(right.right) >= right.left.height) {
                return Node.of(right, Node.of(top, left, right.left), right.right);
            }
            Node<V> middle = right.left;
            return Node.of(middle, Node.of(top, left, middle.left), Node.of(right, middle.right, right.right));
        }
        return Node.of(top, left, right);
    }

    int height() {
        return Node.height(root);
    }
}
