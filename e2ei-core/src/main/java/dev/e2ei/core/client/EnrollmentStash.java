package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.util.List;

/** Enrollments put away in the store: the same sealed snapshots that a host may keep, found by a random handle. */
final class EnrollmentStash {
    static final String KEYSPACE = "enrollment";
    private static final int HANDLE = 32;

    private final ClientEnvironment environment;
    private final Repository<Bytes, Bytes> stash =
            new Repository<>(KEYSPACE, handle -> List.of(handle.toByteArray()), new RowCodec<>() {
                @Override
                public void write(Bytes value, RowWriter out) {
                    out.octets(value.toByteArray());
                }

                @Override
                public Bytes read(RowReader in) {
                    return Bytes.of(in.octets());
                }
            });

    EnrollmentStash(ClientEnvironment environment) {
        this.environment = environment;
    }

    Bytes put(Rows rows, Bytes snapshot) {
        Bytes handle = Bytes.of(environment.crypto().random().bytes(HANDLE));
        stash.save(rows, handle, snapshot);
        return handle;
    }

    Bytes take(Rows rows, Bytes handle) {
        Bytes snapshot = stash.find(rows, handle)
                .orElseThrow(() -> new SnapshotRejectedException(
                        SnapshotRejectedException.Reason.NOT_FOUND, "no enrollment is stashed under this handle"));
        stash.delete(rows, handle);
        return snapshot;
    }
}
