package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.util.List;
import java.util.Optional;

/** External commits that wait for the delivery service, one row for each group. */
public final class PendingJoinRepository {
    /** The keyspace. */
    public static final String KEYSPACE = "group-join";

    private final Repository<RowKey, PendingJoin> joins =
            new Repository<>(KEYSPACE, RowKey::components, new JoinCodec());

    /** For all stores. */
    public PendingJoinRepository() {}

    /** All that wait. */
    public List<PendingJoin> all(Rows rows) {
        return joins.all(rows);
    }

    /** The one that waits for a group. */
    public Optional<PendingJoin> find(Rows rows, Bytes groupId) {
        return joins.find(rows, RowKey.of(groupId));
    }

    /** Stores one, in place of any that waited for its group. */
    public void save(Rows rows, PendingJoin join) {
        joins.save(rows, RowKey.of(join.groupId()), join);
    }

    /** Deletes the one that waits for a group, if there is one. */
    public void delete(Rows rows, Bytes groupId) {
        joins.delete(rows, RowKey.of(groupId));
    }

    private static final class JoinCodec implements RowCodec<PendingJoin> {
        private final GroupEpochCodec epochs = new GroupEpochCodec(Optional.empty());

        @Override
        public void write(PendingJoin value, RowWriter out) {
            out.octets(value.message().toByteArray());
            out.u8(value.config().encryptHandshakes() ? 1 : 0);
            epochs.write(value.next(), out);
        }

        @Override
        public PendingJoin read(RowReader in) {
            return new PendingJoin(Bytes.of(in.octets()), new GroupConfig(in.u8() == 1), epochs.read(in));
        }
    }
}
