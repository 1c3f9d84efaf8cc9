package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.PreSharedKeys;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.util.List;
import java.util.Optional;

/** Pre-shared keys that the application registered, and those that this client's other groups have left. */
final class StoredPreSharedKeys implements PreSharedKeys {
    /** The keyspace of the registered ones. */
    static final String KEYSPACE = "psk";

    private static final Repository<Bytes, Secret> REGISTERED =
            new Repository<>(KEYSPACE, id -> List.of(id.toByteArray()), new RowCodec<>() {
                @Override
                public void write(Secret value, RowWriter out) {
                    out.secret(value);
                }

                @Override
                public Secret read(RowReader in) {
                    return in.secret();
                }
            });

    private final TransactionScope scope;

    StoredPreSharedKeys(TransactionScope scope) {
        this.scope = scope;
    }

    static void register(Rows rows, Bytes pskId, Secret psk) {
        REGISTERED.save(rows, pskId, psk);
    }

    @Override
    public Optional<Secret> external(Bytes pskId) {
        return REGISTERED.find(scope.rows(), pskId);
    }

    @Override
    public Optional<Secret> resumption(Bytes groupId, long epoch) {
        return scope.groups().find(groupId).flatMap(group -> Group.resumptionKey(group, epoch));
    }

    @Override
    public Optional<ReInit> reInit(Bytes groupId, long epoch) {
        return scope.groups().find(groupId).flatMap(group -> Group.closedBy(group, epoch));
    }
}
