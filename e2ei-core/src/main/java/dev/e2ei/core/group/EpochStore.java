package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.TreeLeaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The epochs of a group in rows: the current one, and past ones with the leaves that were replaced since. */
final class EpochStore {
    static final String EPOCHS = "group-epoch";
    static final String LEAVES = "group-epoch-leaf";

    private final Repository<RowKey, EpochRow> epochs = new Repository<>(EPOCHS, RowKey::components, EpochRow.CODEC);
    private final Repository<RowKey, TreeLeaf> leaves =
            new Repository<>(LEAVES, RowKey::components, new TreeRows.LeafCodec());
    private final SecretTreeStore keys = new SecretTreeStore();

    void save(Rows rows, Optional<Operational> before, Operational after) {
        Bytes groupId = after.groupId();
        GroupEpoch current = after.current();
        Optional<GroupEpoch> stored = before.map(Operational::current);
        if (stored.map(GroupEpoch::secrets).filter(current.secrets()::equals).isEmpty()) {
            epochs.save(
                    rows,
                    RowKey.of(groupId, current.number()),
                    new EpochRow(current.number(), current.secrets(), Optional.empty()));
        }
        keys.save(rows, groupId, current.number(), keysOf(before, current.number()), current.keys());
        after.past().forEach(past -> {
            boolean known = before.flatMap(group -> group.past(past.number())).isPresent();
            if (!known) {
                save(rows, groupId, past);
            }
            keys.save(rows, groupId, past.number(), keysOf(before, past.number()), past.keys());
        });
        before.ifPresent(group -> numbers(group).stream()
                .filter(number -> !numbers(after).contains(number))
                .forEach(number -> delete(rows, groupId, number)));
    }

    private static Optional<SecretTree> keysOf(Optional<Operational> group, long epoch) {
        return group.flatMap(state -> state.epoch() == epoch
                ? Optional.of(state.current().keys())
                : state.past(epoch).map(PastEpoch::keys));
    }

    private static List<Long> numbers(Operational group) {
        List<Long> numbers = new ArrayList<>();
        numbers.add(group.epoch());
        group.past().forEach(past -> numbers.add(past.number()));
        return numbers;
    }

    private void save(Rows rows, Bytes groupId, PastEpoch past) {
        List<Integer> blank = new ArrayList<>();
        // In order, so that equal states have equal rows.
        new TreeMap<>(past.leavesBefore())
                .forEach((index, leaf) -> leaf.ifPresentOrElse(
                        filled -> leaves.save(
                                rows, RowKey.of(groupId, past.number(), index), new TreeLeaf(index, filled)),
                        () -> blank.add(index)));
        EpochRow.Past kept = new EpochRow.Past(past.context(), past.keys().leafCount(), past.ended(), blank);
        epochs.save(
                rows,
                RowKey.of(groupId, past.number()),
                new EpochRow(past.number(), past.secrets(), Optional.of(kept)));
    }

    /** The current epoch's row. */
    EpochRow current(Rows rows, Bytes groupId, long epoch) {
        return epochs.find(rows, RowKey.of(groupId, epoch)).orElseThrow(RowReader::corrupt);
    }

    SecretTree keys(Rows rows, Bytes groupId, long epoch, int leafCount) {
        return keys.load(rows, groupId, epoch, leafCount);
    }

    /** The past epochs, the latest first. */
    List<PastEpoch> past(Rows rows, Bytes groupId) {
        List<PastEpoch> past = new ArrayList<>();
        for (EpochRow row : epochs.all(rows, RowKey.of(groupId).prefix())) {
            row.past()
                    .ifPresentOrElse(
                            kept -> past.add(past(rows, groupId, row, kept)),
                            () -> row.secrets().close());
        }
        past.sort(Comparator.comparing(PastEpoch::number, Long::compareUnsigned).reversed());
        return past;
    }

    private PastEpoch past(Rows rows, Bytes groupId, EpochRow row, EpochRow.Past kept) {
        Map<Integer, Optional<LeafNode>> before = new HashMap<>();
        kept.blankBefore().forEach(index -> before.put(index, Optional.empty()));
        leaves.all(rows, RowKey.of(groupId, row.epoch()).prefix())
                .forEach(leaf -> before.put(leaf.index(), Optional.of(leaf.node())));
        return new PastEpoch(
                kept.context(),
                kept.ended(),
                row.secrets(),
                keys.load(rows, groupId, row.epoch(), kept.leafCount()),
                before);
    }

    void delete(Rows rows, Bytes groupId) {
        for (EpochRow row : epochs.all(rows, RowKey.of(groupId).prefix())) {
            row.secrets().close();
            delete(rows, groupId, row.epoch());
        }
    }

    private void delete(Rows rows, Bytes groupId, long epoch) {
        epochs.delete(rows, RowKey.of(groupId, epoch));
        leaves.all(rows, RowKey.of(groupId, epoch).prefix())
                .forEach(leaf -> leaves.delete(rows, RowKey.of(groupId, epoch, leaf.index())));
        keys.delete(rows, groupId, epoch);
    }
}
