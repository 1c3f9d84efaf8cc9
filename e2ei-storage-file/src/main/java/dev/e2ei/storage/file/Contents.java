package dev.e2ei.storage.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is in the store, for those who read it while it changes. The lock is held for steps in memory only, never during
 * I/O.
 */
final class Contents {
    private final Index index;
    private final Snapshots snapshots;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Medium> retired = new ArrayList<>();

    Contents(Index index, long sequence) {
        this.index = index;
        snapshots = new Snapshots(sequence);
    }

    Index index() {
        return index;
    }

    /** Begins to read the newest state, which stays as it is until it is released. */
    long take() {
        lock.lock();
        try {
            return snapshots.take();
        } finally {
            lock.unlock();
        }
    }

    void release(long snapshot) {
        lock.lock();
        try {
            snapshots.release(snapshot);
            index.prune(snapshots.read());
        } finally {
            lock.unlock();
        }
        eraseRetired();
    }

    /** Makes a frame visible to those who begin to read from now on. */
    void publish(long sequence, SortedMap<byte[], Change> changes, Map<byte[], Location> locations) {
        lock.lock();
        try {
            long[] read = snapshots.read();
            changes.forEach((key, change) -> index.change(key, sequence, locations.get(key), read));
            snapshots.advance(sequence);
        } finally {
            lock.unlock();
        }
    }

    /** The same state lies in another log from now on; the old one goes when no snapshot needs it. */
    void move(Map<byte[], Location> moved, Medium old) {
        old.retire();
        lock.lock();
        try {
            long[] read = snapshots.read();
            moved.forEach((key, location) -> index.move(key, location, read));
            retired.add(old);
        } finally {
            lock.unlock();
        }
        eraseRetired();
    }

    private void eraseRetired() {
        List<Medium> free;
        lock.lock();
        try {
            if (snapshots.areRead()) {
                return;
            }
            free = List.copyOf(retired);
            retired.clear();
        } finally {
            lock.unlock();
        }
        free.forEach(Medium::erase);
    }
}
