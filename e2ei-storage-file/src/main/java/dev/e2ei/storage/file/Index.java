package dev.e2ei.storage.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Where the value of each key lies, and lay for as long as a snapshot needs it. Reading needs no lock; changes are made by
 * one thread at a time.
 */
final class Index {
    /**
     * What became of a key.
     *
     * @param sequence the frame that did it
     * @param location where the value lies, null if there is none
     * @param older what was before, null if nobody needs it
     */
    record Version(
            long sequence,
            @Nullable Location location,
            @Nullable Version older) {}

    private final ConcurrentSkipListMap<byte[], Version> versions =
            new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
    private final NavigableSet<byte[]> layered = new TreeSet<>(Arrays::compareUnsigned);
    private long live;

    /** Octets of records that a log without garbage would have. */
    long live() {
        return live;
    }

    /** Keys from this one on, in order. */
    ConcurrentNavigableMap<byte[], Version> from(byte[] key) {
        return versions.tailMap(key, true);
    }

    @Nullable
    Location find(byte[] key, long snapshot) {
        return at(versions.get(key), snapshot);
    }

    static @Nullable Location at(@Nullable Version newest, long snapshot) {
        Version version = newest;
        while (version != null && version.sequence() > snapshot) {
            version = version.older();
        }
        return version == null ? null : version.location();
    }

    /**
     * Records a change.
     *
     * @param location the new value's place, null for a deletion
     * @param snapshots those that somebody still reads, in ascending order
     */
    void change(byte[] key, long sequence, @Nullable Location location, long[] snapshots) {
        Version before = versions.get(key);
        live += size(key, location) - size(key, before == null ? null : before.location());
        set(key, new Version(sequence, location, before), snapshots);
    }

    /** The same value lies elsewhere now. */
    void move(byte[] key, Location location, long[] snapshots) {
        Version before = versions.get(key);
        set(key, new Version(before.sequence(), location, before.older()), snapshots);
    }

    /** Forgets what no snapshot needs any more. */
    void prune(long[] snapshots) {
        List<byte[]> keys = List.copyOf(layered);
        layered.clear();
        for (byte[] key : keys) {
            Version version = versions.get(key);
            if (version != null) {
                set(key, version, snapshots);
            }
        }
    }

    private void set(byte[] key, Version version, long[] snapshots) {
        Version kept = trim(version, snapshots);
        if (kept.older() != null) {
            layered.add(key);
        } else if (kept.location() == null) {
            versions.remove(key);
            return;
        }
        versions.put(key, kept);
    }

    /** Keeps the newest version and those that a snapshot sees. */
    private static Version trim(Version newest, long[] snapshots) {
        List<Version> kept = new ArrayList<>(List.of(newest));
        long newer = newest.sequence();
        for (Version version = newest.older(); version != null; version = version.older()) {
            int at = Arrays.binarySearch(snapshots, version.sequence());
            int first = at < 0 ? -at - 1 : at;
            if (first < snapshots.length && snapshots[first] < newer) {
                kept.add(version);
            }
            newer = version.sequence();
        }
        Version older = null;
        for (int i = kept.size() - 1; i >= 0; i--) {
            Version version = kept.get(i);
            // A deletion of what was not there before says nothing, except as the newest.
            if (i == 0 || older != null || version.location() != null) {
                older = new Version(version.sequence(), version.location(), older);
            }
        }
        return older;
    }

    private static long size(byte[] key, @Nullable Location location) {
        return location == null ? 0 : FrameWriter.size(key, location.length());
    }
}
