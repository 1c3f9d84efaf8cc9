package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The resumption keys of a group, one row for each epoch. */
final class ResumptionStore {
    static final String KEYSPACE = "group-resumption";

    private final Repository<RowKey, ResumptionRow> repository =
            new Repository<>(KEYSPACE, RowKey::components, new ResumptionCodec());

    private static final class ResumptionRow {
        private final long epoch;
        private final Secret secret;

        ResumptionRow(long epoch, Secret secret) {
            this.epoch = epoch;
            this.secret = secret;
        }
    }

    void save(Rows rows, Bytes groupId, Optional<ResumptionSecrets> before, ResumptionSecrets after) {
        if (before.isPresent() && before.get() == after) {
            return;
        }
        Map<Long, Secret> stored =
                before.<Map<Long, Secret>>map(ResumptionSecrets::byEpoch).orElse(Map.of());
        Set<Long> gone = new HashSet<>(stored.keySet());
        gone.removeAll(after.byEpoch().keySet());
        gone.forEach(epoch -> repository.delete(rows, RowKey.of(groupId, epoch)));
        after.byEpoch().forEach((epoch, secret) -> {
            if (stored.get(epoch) != secret) {
                repository.save(rows, RowKey.of(groupId, epoch), new ResumptionRow(epoch, secret));
            }
        });
    }

    ResumptionSecrets load(Rows rows, Bytes groupId) {
        List<ResumptionRow> all =
                new ArrayList<>(repository.all(rows, RowKey.of(groupId).prefix()));
        ResumptionSecrets secrets = ResumptionSecrets.NONE;
        for (ResumptionRow row : all) {
            secrets = secrets.with(row.epoch, row.secret, all.size());
            row.secret.close();
        }
        return secrets;
    }

    void delete(Rows rows, Bytes groupId) {
        for (ResumptionRow row : repository.all(rows, RowKey.of(groupId).prefix())) {
            row.secret.close();
            repository.delete(rows, RowKey.of(groupId, row.epoch));
        }
    }

    private static final class ResumptionCodec implements RowCodec<ResumptionRow> {
        @Override
        public void write(ResumptionRow row, RowWriter out) {
            out.u64(row.epoch);
            out.secret(row.secret);
        }

        @Override
        public ResumptionRow read(RowReader in) {
            return new ResumptionRow(in.u64(), in.secret());
        }
    }
}
