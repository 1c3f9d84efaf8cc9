package dev.e2ei.core.tree;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often each key occurs. Immutable: a change copies a few nodes of a trie by hash and shares the rest.
 *
 * @param <K> the keys, with value equality
 */
final class Tally<K> {
    private static final int WIDTH = 16;
    private static final int BITS = 4;
    private static final int BUCKET = 8;

    /** The golden ratio spreads hashes that differ in their low bits only, or in their high ones. */
    private static final int SPREAD = 0x9e37_79b9;

    private record Entry<K>(K key, int count) {}

    private final @Nullable Object root;
    private final int distinct;
    private final int total;

    private Tally(@Nullable Object root, int distinct, int total) {
        this.root = root;
        this.distinct = distinct;
        this.total = total;
    }

    static <K> Tally<K> empty() {
        return new Tally<>(null, 0, 0);
    }

    int count(K key) {
        Object at = root;
        for (int hash = spread(key); at instanceof Object[] branch; hash >>>= BITS) {
            at = branch[hash & WIDTH - 1];
        }
        return at == null ? 0 : Tally.<K>bucket(at).count(key);
    }

    /** Whether none occurs twice. */
    boolean isUnique() {
        return distinct == total;
    }

    Tally<K> with(K key) {
        int before = count(key);
        return new Tally<>(
                changed(root, spread(key), 0, new Entry<>(key, before + 1)),
                before == 0 ? distinct + 1 : distinct,
                total + 1);
    }

    Tally<K> without(K key) {
        int before = count(key);
        if (before == 0) {
            throw new IllegalStateException("a key that is not counted");
        }
        return new Tally<>(
                changed(root, spread(key), 0, new Entry<>(key, before - 1)),
                before == 1 ? distinct - 1 : distinct,
                total - 1);
    }

    Set<K> keys() {
        return stream(root).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<K> stream(@Nullable Object at) {
        if (at == null) {
            return Stream.empty();
        }
        return at instanceof Object[] branch
                ? Arrays.stream(branch).flatMap(this::stream)
                : Tally.<K>bucket(at).entries().map(Entry::key);
    }

    private static int spread(Object key) {
        int hash = key.hashCode() * SPREAD;
        return hash ^ hash >>> 15;
    }

    private @Nullable Object changed(@Nullable Object at, int hash, int depth, Entry<K> entry) {
        if (at instanceof Object[] branch) {
            Object[] copy = branch.clone();
            int place = hash & WIDTH - 1;
            copy[place] = changed(branch[place], hash >>> BITS, depth + 1, entry);
            return copy;
        }
        Bucket<K> bucket = (at == null ? Bucket.<K>empty() : Tally.<K>bucket(at)).with(entry);
        // Beyond the last bits of the hash nothing tells keys apart any more.
        return bucket.size() <= BUCKET || depth * BITS >= Integer.SIZE ? bucket : split(bucket, depth);
    }

    private Object split(Bucket<K> bucket, int depth) {
        @Nullable Object[] branch = new @Nullable Object[WIDTH];
        bucket.entries().forEach(entry -> {
            int hash = spread(entry.key()) >>> depth * BITS;
            int place = hash & WIDTH - 1;
            branch[place] = changed(branch[place], hash >>> BITS, depth + 1, entry);
        });
        return branch;
    }

    @SuppressWarnings("unchecked") // what is not a branch is a bucket
    private static <K> Bucket<K> bucket(Object at) {
        return (Bucket<K>) at;
    }

    private static final class Bucket<K> {
        private final Entry<K>[] entries;

        private Bucket(Entry<K>[] entries) {
            this.entries = entries;
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // an array without elements
        static <K> Bucket<K> empty() {
            return new Bucket<>((Entry<K>[]) new Entry[0]);
        }

        Stream<Entry<K>> entries() {
            return Arrays.stream(entries);
        }

        int size() {
            return entries.length;
        }

        int count(K key) {
            int place = place(key);
            return place < 0 ? 0 : entries[place].count();
        }

        private int place(K key) {
            for (int i = 0; i < entries.length; i++) {
                if (entries[i].key().equals(key)) {
                    return i;
                }
            }
            return -1;
        }

        Bucket<K> with(Entry<K> entry) {
            int place = place(entry.key());
            Entry<K>[] changed;
            if (place < 0) {
                changed = Arrays.copyOf(entries, entries.length + 1);
                changed[entries.length] = entry;
            } else if (entry.count() > 0) {
                changed = entries.clone();
                changed[place] = entry;
            } else {
                changed = Arrays.copyOf(entries, entries.length - 1);
                System.arraycopy(entries, place + 1, changed, place, entries.length - 1 - place);
            }
            return new Bucket<>(changed);
        }
    }
}
