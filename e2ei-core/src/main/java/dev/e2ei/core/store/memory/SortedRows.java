package dev.e2ei.core.store.memory;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * An immutable AVL tree of rows in the order of unsigned octets; a change copies the path to the root, so that older
 * states stay as they were at no cost.
 */
final class SortedRows {
    static final SortedRows EMPTY = new SortedRows(null);

    private final @Nullable Row root;

    private SortedRows(@Nullable Row root) {
        this.root = root;
    }

    /** A row with the rows below and above it. The arrays belong to the tree. */
    static final class Row {
        private final byte[] key;
        private final byte[] value;
        private final @Nullable Row left;
        private final @Nullable Row right;
        private final int height;

        private Row(byte[] key, byte[] value, @Nullable Row left, @Nullable Row right) {
            this.key = key;
            this.value = value;
            this.left = left;
            this.right = right;
            this.height = 1 + Math.max(height(left), height(right));
        }

        byte[] key() {
            return key;
        }

        byte[] value() {
            return value;
        }
    }

    byte @Nullable [] get(byte[] key) {
        Row row = root;
        while (row != null) {
            int order = Arrays.compareUnsigned(key, row.key);
            if (order == 0) {
                return row.value;
            }
            row = order < 0 ? row.left : row.right;
        }
        return null;
    }

    SortedRows with(byte[] key, byte[] value) {
        return new SortedRows(put(root, key, value));
    }

    SortedRows without(byte[] key) {
        return get(key) == null ? this : new SortedRows(remove(root, key));
    }

    private static Row put(@Nullable Row row, byte[] key, byte[] value) {
        if (row == null) {
            return new Row(key, value, null, null);
        }
        int order = Arrays.compareUnsigned(key, row.key);
        if (order == 0) {
            return new Row(key, value, row.left, row.right);
        }
        return order < 0
                ? balanced(row, put(row.left, key, value), row.right)
                : balanced(row, row.left, put(row.right, key, value));
    }

    private static @Nullable Row remove(@Nullable Row row, byte[] key) {
        if (row == null) {
            return null;
        }
        int order = Arrays.compareUnsigned(key, row.key);
        if (order < 0) {
            return balanced(row, remove(row.left, key), row.right);
        }
        if (order > 0) {
            return balanced(row, row.left, remove(row.right, key));
        }
        if (row.left == null || row.right == null) {
            return row.left == null ? row.right : row.left;
        }
        Row next = lowest(row.right);
        return balanced(next, row.left, remove(row.right, next.key));
    }

    private static Row lowest(Row row) {
        Row lowest = row;
        while (lowest.left != null) {
            lowest = lowest.left;
        }
        return lowest;
    }

    private static int height(@Nullable Row row) {
        return row == null ? 0 : row.height;
    }

    /** The row with other rows beside it, whose heights differ by two at most. */
    private static Row balanced(Row row, @Nullable Row left, @Nullable Row right) {
        int tilt = height(left) - height(right);
        if (tilt > 1 && left != null) {
            Row inner = left.right;
            if (inner != null && inner.height > height(left.left)) {
                return joined(
                        inner,
                        new Row(left.key, left.value, left.left, inner.left),
                        new Row(row.key, row.value, inner.right, right));
            }
            return joined(left, left.left, new Row(row.key, row.value, inner, right));
        }
        if (tilt < -1 && right != null) {
            Row inner = right.left;
            if (inner != null && inner.height > height(right.right)) {
                return joined(
                        inner,
                        new Row(row.key, row.value, left, inner.left),
                        new Row(right.key, right.value, inner.right, right.right));
            }
            return joined(right, new Row(row.key, row.value, left, inner), right.right);
        }
        return joined(row, left, right);
    }

    private static Row joined(Row row, @Nullable Row left, @Nullable Row right) {
        return new Row(row.key, row.value, left, right);
    }

    /** All rows whose keys begin with the prefix, in order. */
    Iterator<Row> startingWith(byte[] prefix) {
        Deque<Row> path = new ArrayDeque<>();
        Row row = root;
        while (row != null) {
            boolean before = Arrays.compareUnsigned(row.key, prefix) < 0;
            if (!before) {
                path.push(row);
            }
            row = before ? row.right : row.left;
        }
        return new Walk(path, prefix);
    }

    /** In-order, from where the path begins to where the prefix ends. */
    private static final class Walk implements Iterator<Row> {
        private final Deque<Row> path;
        private final byte[] prefix;

        Walk(Deque<Row> path, byte[] prefix) {
            this.path = path;
            this.prefix = prefix;
        }

        @Override
        public boolean hasNext() {
            Row next = path.peek();
            return next != null
                    && next.key.length >= prefix.length
                    && Arrays.equals(next.key, 0, prefix.length, prefix, 0, prefix.length);
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Row next = path.pop();
            for (Row row = next.right; row != null; row = row.left) {
                path.push(row);
            }
            return next;
        }
    }
}
