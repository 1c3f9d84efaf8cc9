package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import java.util.ArrayList;
import java.util.List;

/** The fields of a buffered message's row. */
final class BufferedMessageCodec implements RowCodec<BufferedMessage> {
    @Override
    public void write(BufferedMessage value, RowWriter out) {
        out.u64(value.sequence());
        out.u64(value.epoch());
        out.octets(value.message().toByteArray());
        out.u32(value.missing().size());
        value.missing().forEach(ref -> RowOctets.write(ProposalRef.CODEC, ref, out));
    }

    @Override
    public BufferedMessage read(RowReader in) {
        long sequence = in.u64();
        long epoch = in.u64();
        Bytes message = Bytes.of(in.octets());
        int count = in.u32();
        List<ProposalRef> missing = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            missing.add(RowOctets.read(ProposalRef.CODEC, in));
        }
        return new BufferedMessage(sequence, epoch, message, missing);
    }
}
