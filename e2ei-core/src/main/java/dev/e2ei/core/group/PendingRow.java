package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A commit of this client in its row, as what differs from the tree below it.
 *
 * @param message the commit
 * @param welcome the Welcome
 * @param staged what the commit leads to
 */
record PendingRow(Bytes message, Optional<Bytes> welcome, StagedCommit staged) {
    /** The fields of the row, which only make sense together with the tree that the commit was made on. */
    static RowCodec<PendingRow> codec(Optional<RatchetTree> base) {
        return new Codec(base);
    }

    private static final class Codec implements RowCodec<PendingRow> {
        private final Optional<RatchetTree> base;
        private final GroupEpochCodec epochs;

        Codec(Optional<RatchetTree> base) {
            this.base = base;
            this.epochs = new GroupEpochCodec(base);
        }

        @Override
        public void write(PendingRow row, RowWriter out) {
            out.octets(row.message.toByteArray());
            RowOptional.write(row.welcome, out, welcome -> out.octets(welcome.toByteArray()));
            StagedCommit staged = row.staged;
            out.u64(staged.baseEpoch());
            RowOctets.write(Sender.CODEC, staged.sender(), out);
            epochs.write(staged.next().orElseThrow(), out);
            CommitChanges changes = staged.changes();
            write(changes.added().stream().map(GroupMember::leafIndex).toList(), out);
            write(changes.removed().stream().map(GroupMember::leafIndex).toList(), out);
            write(changes.updated().stream().map(LeafChange::leafIndex).toList(), out);
            RowOptional.write(changes.reInit(), out, reInit -> RowOctets.write(Proposal.CODEC, reInit, out));
        }

        private static void write(List<Integer> indices, RowWriter out) {
            out.u32(indices.size());
            indices.forEach(out::u32);
        }

        @Override
        public PendingRow read(RowReader in) {
            Bytes message = Bytes.of(in.octets());
            Optional<Bytes> welcome = RowOptional.read(in, () -> Bytes.of(in.octets()));
            long baseEpoch = in.u64();
            Sender sender = RowOctets.read(Sender.CODEC, in);
            GroupEpoch next = epochs.read(in);
            CommitChanges changes = changes(in, base.orElseThrow(RowReader::corrupt), next);
            Optional<LeafNode> own = next.leaf(next.ownLeaf());
            return new PendingRow(
                    message, welcome, new StagedCommit(baseEpoch, sender, own, changes, Optional.of(next)));
        }

        private static CommitChanges changes(RowReader in, RatchetTree base, GroupEpoch next) {
            List<GroupMember> added = indices(in).stream()
                    .map(index -> new GroupMember(index, at(next.tree(), index)))
                    .toList();
            List<GroupMember> removed = indices(in).stream()
                    .map(index -> new GroupMember(index, at(base, index)))
                    .toList();
            List<LeafChange> updated = indices(in).stream()
                    .map(index -> new LeafChange(index, at(base, index), at(next.tree(), index)))
                    .toList();
            Optional<ReInit> reInit = RowOptional.read(in, () -> {
                if (RowOctets.read(Proposal.CODEC, in) instanceof ReInit proposal) {
                    return proposal;
                }
                throw RowReader.corrupt();
            });
            return new CommitChanges(added, removed, updated, reInit);
        }

        private static List<Integer> indices(RowReader in) {
            int count = in.u32();
            List<Integer> indices = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                indices.add(in.u32());
            }
            return indices;
        }

        private static LeafNode at(RatchetTree tree, int index) {
            return tree.leaf(index).orElseThrow(RowReader::corrupt);
        }
    }
}
