package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.tree.RatchetTree;
import java.util.Optional;

/** The one row of a commit of this client that the delivery service has not taken yet. */
final class PendingStore {
    static final String KEYSPACE = "group-pending";

    private static Repository<RowKey, PendingRow> repository(Optional<RatchetTree> base) {
        return new Repository<>(KEYSPACE, RowKey::components, PendingRow.codec(base));
    }

    void save(Rows rows, Optional<GroupState> before, GroupState after) {
        Optional<StagedCommit> stored = before.flatMap(PendingStore::staged);
        if (after instanceof PendingCommit commit) {
            if (!stored.equals(Optional.of(commit.staged()))) {
                repository(Optional.of(commit.base().current().tree()))
                        .save(
                                rows,
                                RowKey.of(after.groupId()),
                                new PendingRow(commit.message(), commit.welcome(), commit.staged()));
            }
        } else if (stored.isPresent()) {
            delete(rows, after.groupId());
        }
    }

    private static Optional<StagedCommit> staged(GroupState state) {
        return state instanceof PendingCommit commit ? Optional.of(commit.staged()) : Optional.empty();
    }

    /** The group with its pending commit, if it has one. */
    Optional<PendingCommit> load(Rows rows, Operational group) {
        return repository(Optional.of(group.current().tree()))
                .find(rows, RowKey.of(group.groupId()))
                .map(row -> new PendingCommit(group.version(), group, row.message(), row.welcome(), row.staged()));
    }

    void delete(Rows rows, Bytes groupId) {
        repository(Optional.empty()).delete(rows, RowKey.of(groupId));
    }
}
