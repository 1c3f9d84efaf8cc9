package dev.e2ei.core.group;

import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.EpochSecretsRowCodec;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An epoch's row: its secrets, and once it is past, what late messages need beside them.
 *
 * @param epoch the epoch
 * @param secrets those that are kept
 * @param past none for the current epoch
 */
record EpochRow(long epoch, EpochSecrets secrets, Optional<Past> past) {
    static final RowCodec<EpochRow> CODEC = new Codec();

    /**
     * What is kept of a past epoch.
     *
     * @param context the GroupContext
     * @param leafCount how many leaves the tree had
     * @param ended when the epoch ended
     * @param blankBefore leaves that were blank before the commit that ended it, and filled after
     */
    record Past(GroupContext context, int leafCount, Instant ended, List<Integer> blankBefore) {}

    private static final class Codec implements RowCodec<EpochRow> {
        private final EpochSecretsRowCodec secrets = new EpochSecretsRowCodec();

        @Override
        public void write(EpochRow row, RowWriter out) {
            out.u64(row.epoch);
            secrets.write(row.secrets, out);
            RowOptional.write(row.past, out, past -> {
                RowOctets.write(GroupContext.CODEC, past.context, out);
                out.u32(past.leafCount);
                out.instant(past.ended);
                out.u32(past.blankBefore.size());
                past.blankBefore.forEach(out::u32);
            });
        }

        @Override
        public EpochRow read(RowReader in) {
            return new EpochRow(in.u64(), secrets.read(in), RowOptional.read(in, () -> past(in)));
        }

        private static Past past(RowReader in) {
            GroupContext context = RowOctets.read(GroupContext.CODEC, in);
            int leafCount = in.u32();
            Instant ended = in.instant();
            int count = in.u32();
            List<Integer> blank = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                blank.add(in.u32());
            }
            return new Past(context, leafCount, ended, blank);
        }
    }
}
