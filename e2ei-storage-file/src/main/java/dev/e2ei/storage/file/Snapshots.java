package dev.e2ei.storage.file;

import java.util.TreeMap;

/** Which states of the store are being read, and which one is the newest. */
final class Snapshots {
    private final TreeMap<Long, Integer> readers = new TreeMap<>();
    private long newest;

    Snapshots(long newest) {
        this.newest = newest;
    }

    long newest() {
        return newest;
    }

    void advance(long sequence) {
        newest = sequence;
    }

    long take() {
        readers.merge(newest, 1, Integer::sum);
        return newest;
    }

    void release(long snapshot) {
        readers.computeIfPresent(snapshot, (key, count) -> count == 1 ? null : count - 1);
    }

    boolean areRead() {
        return !readers.isEmpty();
    }

    /** Those being read, in ascending order. */
    long[] read() {
        return readers.keySet().stream().mapToLong(Long::longValue).toArray();
    }
}
