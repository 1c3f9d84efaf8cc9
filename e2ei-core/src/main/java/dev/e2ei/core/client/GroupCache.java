package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.group.GroupRepository;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.store.Rows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The groups that were used last, as they are stored, so that a message needs no tree read. Readers share a state only
 * while they hold the read lock; secrets that nobody will use again are wiped under the write lock. Readers may work on an
 * older snapshot of the store than the latest, so what they load is kept for readers only.
 */
final class GroupCache {
    private static final int CAPACITY = 128;

    private final GroupRepository repository;
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
    private final ReentrantLock guard = new ReentrantLock();
    private final Map<Bytes, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<Bytes> pinned = new HashSet<>();
    private final List<GroupState> wasted = new ArrayList<>();

    private record Entry(GroupState state, boolean loadedByWriter) {}

    GroupCache(GroupRepository repository) {
        this.repository = repository;
    }

    static MlsException notFound() {
        return new MlsException(ErrorCode.CONVERSATION_NOT_FOUND, "this client has no such conversation, or no longer");
    }

    /** Runs a query on a group as the rows have it. */
    <T extends @Nullable Object> T read(Rows rows, Bytes groupId, Function<GroupState, T> query) {
        use.readLock().lock();
        try {
            long version = repository.version(rows, groupId).orElseThrow(GroupCache::notFound);
            Entry entry = entry(groupId);
            if (entry != null && entry.state.version() == version) {
                return query.apply(entry.state);
            }
            GroupState loaded = repository.load(rows, groupId).orElseThrow(GroupCache::notFound);
            try {
                return query.apply(loaded);
            } finally {
                keepOrWaste(groupId, loaded);
            }
        } finally {
            use.readLock().unlock();
            sweep();
        }
    }

    private @Nullable Entry entry(Bytes groupId) {
        guard.lock();
        try {
            return entries.get(groupId);
        } finally {
            guard.unlock();
        }
    }

    private void keepOrWaste(Bytes groupId, GroupState loaded) {
        guard.lock();
        try {
            if (entries.containsKey(groupId)) {
                wasted.add(loaded);
            } else {
                put(groupId, new Entry(loaded, false));
            }
        } finally {
            guard.unlock();
        }
    }

    private void put(Bytes groupId, Entry entry) {
        Entry before = entries.put(groupId, entry);
        if (before != null && before.state != entry.state) {
            wasted.add(before.state);
        }
        Iterator<Map.Entry<Bytes, Entry>> eldest = entries.entrySet().iterator();
        while (entries.size() > CAPACITY && eldest.hasNext()) {
            Map.Entry<Bytes, Entry> old = eldest.next();
            if (!pinned.contains(old.getKey()) && !old.getKey().equals(groupId)) {
                wasted.add(old.getValue().state);
                eldest.remove();
            }
        }
    }

    /** The latest state, for the transaction that may write; it stays until that transaction settles. */
    Optional<GroupState> latest(Rows rows, Bytes groupId) {
        Optional<Long> version = repository.version(rows, groupId);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Entry entry = entry(groupId);
        if (entry != null && entry.loadedByWriter && entry.state.version() == version.get()) {
            pin(groupId, entry);
            return Optional.of(entry.state);
        }
        GroupState loaded = repository.load(rows, groupId).orElseThrow(GroupCache::notFound);
        pin(groupId, new Entry(loaded, true));
        return Optional.of(loaded);
    }

    private void pin(Bytes groupId, Entry entry) {
        guard.lock();
        try {
            pinned.add(groupId);
            put(groupId, entry);
        } finally {
            guard.unlock();
        }
    }

    /**
     * What a transaction did to a group is stored, or not.
     *
     * @param stored the state that is stored now; none if the group was deleted, or if the store has the last word
     * @param dropped states that nobody will use again
     */
    void settle(Bytes groupId, Optional<GroupState> stored, Collection<GroupState> dropped) {
        use.writeLock().lock();
        guard.lock();
        try {
            pinned.remove(groupId);
            Entry before =
                    stored.isPresent() ? entries.put(groupId, new Entry(stored.get(), true)) : entries.remove(groupId);
            List<GroupState> gone = new ArrayList<>(dropped);
            if (before != null) {
                gone.add(before.state);
            }
            for (GroupState state : gone) {
                if (stored.filter(kept -> kept == state).isEmpty()) {
                    wipe(state, stored);
                }
            }
        } finally {
            guard.unlock();
            use.writeLock().unlock();
        }
    }

    private static void wipe(GroupState state, Optional<GroupState> kept) {
        if (kept.isPresent()) {
            GroupState.retire(state, kept.get());
        } else {
            GroupState.wipe(state);
        }
    }

    /** Wipes what is left over, if nobody is reading; else somebody later does. */
    private void sweep() {
        if (!use.writeLock().tryLock()) {
            return;
        }
        guard.lock();
        try {
            for (GroupState state : wasted) {
                Entry entry = entries.get(state.groupId());
                wipe(state, Optional.ofNullable(entry).map(Entry::state));
            }
            wasted.clear();
        } finally {
            guard.unlock();
            use.writeLock().unlock();
        }
    }

    /** Wipes everything; whoever reads still finishes first. */
    void close() {
        use.writeLock().lock();
        guard.lock();
        try {
            entries.values().forEach(entry -> GroupState.wipe(entry.state));
            entries.clear();
            wasted.forEach(GroupState::wipe);
            wasted.clear();
        } finally {
            guard.unlock();
            use.writeLock().unlock();
        }
    }
}
