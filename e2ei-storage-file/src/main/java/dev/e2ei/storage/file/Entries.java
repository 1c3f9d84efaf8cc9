package dev.e2ei.storage.file;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** The entries of a snapshot under a prefix, with a transaction's changes put over them, in the order of keys. */
final class Entries {
    private static final byte[] NOTHING = {};

    private final Iterator<Map.Entry<byte[], Index.Version>> stored;
    private final Iterator<Map.Entry<byte[], Change>> changed;
    private final byte[] prefix;
    private final long snapshot;
    private Map.@Nullable Entry<byte[], Index.Version> nextStored;
    private Map.@Nullable Entry<byte[], Change> nextChanged;
    private byte @Nullable [] key;
    private @Nullable Change change;
    private @Nullable Location location;

    Entries(
            NavigableMap<byte[], Index.Version> stored,
            NavigableMap<byte[], Change> changed,
            byte[] prefix,
            long snapshot) {
        this.stored = stored.entrySet().iterator();
        this.changed = changed.entrySet().iterator();
        this.prefix = prefix;
        this.snapshot = snapshot;
        nextStored = step(this.stored);
        nextChanged = step(this.changed);
    }

    private <T> Map.@Nullable Entry<byte[], T> step(Iterator<Map.Entry<byte[], T>> entries) {
        if (!entries.hasNext()) {
            return null;
        }
        Map.Entry<byte[], T> entry = entries.next();
        return StoreKey.begins(entry.getKey(), prefix) ? entry : null;
    }

    /** Goes to the next key that has a value; false if there is none. */
    boolean advance() {
        while (nextStored != null || nextChanged != null) {
            int order = order(nextStored, nextChanged);
            change = null;
            location = null;
            if (order <= 0) {
                key = nextStored.getKey();
                location = Index.at(nextStored.getValue(), snapshot);
                nextStored = step(stored);
            }
            if (order >= 0) {
                key = nextChanged.getKey();
                change = nextChanged.getValue();
                nextChanged = step(changed);
            }
            if (change == null ? location != null : change.value() != null) {
                return true;
            }
        }
        key = null;
        return false;
    }

    private static int order(
            Map.@Nullable Entry<byte[], Index.Version> stored, Map.@Nullable Entry<byte[], Change> changed) {
        if (stored == null) {
            return 1;
        }
        return changed == null ? -1 : Arrays.compareUnsigned(stored.getKey(), changed.getKey());
    }

    /** The current key, null before the first and after the last. */
    byte @Nullable [] key() {
        return key;
    }

    /** The current value, a copy. */
    byte[] value() throws IOException {
        byte[] changed = change == null ? null : change.value();
        if (changed != null) {
            return changed.clone();
        }
        return location == null ? NOTHING : location.read();
    }
}
