package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.group.GroupRepository;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.GroupSummary;
import dev.e2ei.core.store.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one transaction. Each change is written into the transaction's rows at once; in memory it takes the place
 * of what is stored when the store has taken it, and is wiped when it has not.
 */
final class TransactionGroups {
    private final TransactionScope scope;
    private final GroupCache cache;
    private final GroupRepository repository;
    private final Map<Bytes, Track> tracks = new LinkedHashMap<>();

    /** A group that this transaction works on. */
    private static final class Track {
        private final Optional<GroupState> stored;
        private final List<GroupState> dropped = new ArrayList<>();
        private @Nullable GroupState current;

        Track(Optional<GroupState> stored) {
            this.stored = stored;
            this.current = stored.orElse(null);
        }
    }

    TransactionGroups(TransactionScope scope, GroupCache cache, GroupRepository repository) {
        this.scope = scope;
        this.cache = cache;
        this.repository = repository;
    }

    /** Runs a query on a group as this transaction sees it. */
    <T extends @Nullable Object> T read(Bytes groupId, Function<GroupState, T> query) {
        Rows rows = scope.rows();
        return scope.hasWritten() ? query.apply(current(groupId)) : cache.read(rows, groupId, query);
    }

    /** How others read all groups of this transaction. */
    Conversations.Reader reader() {
        return new Conversations.Reader() {
            @Override
            public <T extends @Nullable Object> T read(GroupSummary group, Function<GroupState, T> query) {
                return TransactionGroups.this.read(group.groupId(), query);
            }
        };
    }

    /** The group to be changed. Takes the lock. */
    GroupState current(Bytes groupId) {
        return find(groupId).orElseThrow(GroupCache::notFound);
    }

    /** The same, if it is there. */
    Optional<GroupState> find(Bytes groupId) {
        return Optional.ofNullable(track(groupId).current);
    }

    private Track track(Bytes groupId) {
        Rows rows = scope.writing();
        Track known = tracks.get(groupId);
        if (known == null) {
            known = new Track(cache.latest(rows, groupId));
            if (tracks.isEmpty()) {
                scope.afterCommit(() -> settle(true));
                scope.afterRollback(() -> settle(false));
            }
            tracks.put(groupId, known);
        }
        return known;
    }

    void change(GroupState after) {
        change(after, List.of());
    }

    /**
     * Writes a new state, also of a group that is new or was left.
     *
     * @param passed states on the way to it, which nobody will use again
     */
    void change(GroupState after, List<GroupState> passed) {
        Track track = track(after.groupId());
        GroupState before = track.current;
        if (before == after) {
            return;
        }
        repository.save(scope.writing(), Optional.ofNullable(before), after);
        move(track, after);
        passed.stream().filter(state -> state != after && state != before).forEach(track.dropped::add);
    }

    /** Writes a group in the place of one of before, whatever became of that. */
    void replace(GroupState after) {
        Track track = track(after.groupId());
        if (track.current != null) {
            repository.delete(scope.writing(), after.groupId());
        }
        repository.save(scope.writing(), Optional.empty(), after);
        move(track, after);
    }

    void delete(Bytes groupId) {
        Track track = track(groupId);
        if (track.current == null) {
            throw GroupCache.notFound();
        }
        repository.delete(scope.writing(), groupId);
        move(track, null);
    }

    private static void move(Track track, @Nullable GroupState after) {
        GroupState before = track.current;
        if (before != null && track.stored.filter(stored -> stored == before).isEmpty()) {
            track.dropped.add(before);
        }
        track.current = after;
    }

    private void settle(boolean committed) {
        Map<Bytes, Track> settled = new LinkedHashMap<>(tracks);
        tracks.clear();
        settled.forEach((groupId, track) -> {
            List<GroupState> dropped = new ArrayList<>(track.dropped);
            Optional<GroupState> current = Optional.ofNullable(track.current);
            if (committed) {
                track.stored.ifPresent(dropped::add);
                cache.settle(groupId, current, dropped);
            } else {
                current.ifPresent(dropped::add);
                cache.settle(groupId, scope.failed() ? Optional.empty() : track.stored, dropped);
            }
        });
    }
}
