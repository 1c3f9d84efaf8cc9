package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.Rows;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The groups of a client in rows. A change is written as the difference of two states, within the caller's transaction:
 * a message writes the one row of its ratchet, a commit the leaves and parents that it touches, whatever the group's size.
 */
public final class GroupRepository {
    /** All keyspaces in which a group has rows. */
    public static final List<String> KEYSPACES = List.of(
            "group",
            "group-priv",
            "group-proposal",
            "group-buffer",
            PendingStore.KEYSPACE,
            PendingJoinRepository.KEYSPACE,
            ResumptionStore.KEYSPACE,
            TreeRows.LEAVES,
            TreeRows.PARENTS,
            EpochStore.EPOCHS,
            EpochStore.LEAVES,
            SecretTreeStore.NODES,
            SecretTreeStore.RATCHETS);

    private final Repository<RowKey, GroupRow> groups = new Repository<>("group", RowKey::components, GroupRow.CODEC);
    private final Repository<RowKey, PrivateTree> privateTrees =
            new Repository<>("group-priv", RowKey::components, new PrivateTreeCodec());
    private final Repository<RowKey, StoredProposal> proposals =
            new Repository<>("group-proposal", RowKey::components, new StoredProposalCodec());
    private final Repository<RowKey, BufferedMessage> buffers =
            new Repository<>("group-buffer", RowKey::components, new BufferedMessageCodec());
    private final ResumptionStore resumption = new ResumptionStore();
    private final TreeRows trees = new TreeRows();
    private final EpochStore epochs = new EpochStore();
    private final PendingStore pending = new PendingStore();

    /** For all stores. */
    public GroupRepository() {}

    /**
     * All groups, those that were left included.
     *
     * @param rows where
     * @return what their first rows say
     */
    public List<GroupSummary> all(Rows rows) {
        return groups.all(rows).stream().map(GroupSummary::of).toList();
    }

    /**
     * How often a group has changed: what was loaded at that version is still what is stored, if nobody else wrote message
     * keys, proposals or the buffer.
     *
     * @param rows where
     * @param groupId which
     * @return the version, or none if there is no such group
     */
    public Optional<Long> version(Rows rows, Bytes groupId) {
        return groups.find(rows, RowKey.of(groupId)).map(GroupRow::version);
    }

    /**
     * Reads a whole group.
     *
     * @param rows where
     * @param groupId which
     * @return the group, or none
     */
    public Optional<GroupState> load(Rows rows, Bytes groupId) {
        return groups.find(rows, RowKey.of(groupId)).map(row -> load(rows, row));
    }

    private GroupState load(Rows rows, GroupRow row) {
        Bytes groupId = row.groupId();
        ResumptionSecrets kept = resumption.load(rows, groupId);
        if (row.active().isEmpty()) {
            Optional<ReInit> reInit = row.reInit().map(GroupRepository::reInit);
            return new Inactive(row.version(), groupId, row.suite(), row.epoch(), reInit, kept);
        }
        GroupRow.Active active = row.active().get();
        RatchetTree tree = trees.load(rows, groupId);
        GroupEpoch current = new GroupEpoch(
                RowOctets.decode(GroupContext.CODEC, active.context().toByteArray()),
                active.interimTranscriptHash(),
                active.confirmationTag(),
                tree,
                privateTrees.find(rows, RowKey.of(groupId)).orElseThrow(RowReader::corrupt),
                epochs.current(rows, groupId, row.epoch()).secrets(),
                epochs.keys(rows, groupId, row.epoch(), tree.leafCount()),
                active.signer());
        Operational group = new Operational(
                row.version(),
                new GroupConfig(active.encryptHandshakes()),
                current,
                epochs.past(rows, groupId),
                kept,
                StoredProposals.of(proposals.all(rows, RowKey.of(groupId).prefix())),
                MessageBuffer.of(buffers.all(rows, RowKey.of(groupId).prefix())));
        return pending.load(rows, group).<GroupState>map(commit -> commit).orElse(group);
    }

    private static ReInit reInit(Bytes octets) {
        if (RowOctets.decode(Proposal.CODEC, octets.toByteArray()) instanceof ReInit proposal) {
            return proposal;
        }
        throw RowReader.corrupt();
    }

    /**
     * Writes a new group, or what differs between a stored state and the one that follows it.
     *
     * @param rows where
     * @param before the state that is stored; none for a new group, which takes the place of one that was left
     * @param after the state to be stored
     * @throws StorageException with code {@code STORAGE_OWNERSHIP_LOST} if not that state is stored, but another one
     */
    public void save(Rows rows, Optional<GroupState> before, GroupState after) {
        Bytes groupId = after.groupId();
        Optional<GroupRow> stored = groups.find(rows, RowKey.of(groupId));
        requireStored(stored, before);
        Optional<Operational> active =
                before.filter(state -> !(state instanceof Inactive)).map(GroupState::operational);
        if (before.isEmpty() || before.get().version() != after.version()) {
            groups.save(rows, RowKey.of(groupId), row(after));
        }
        if (after instanceof Inactive inactive) {
            deleteActive(rows, groupId);
            resumption.save(rows, groupId, before.map(GroupRepository::resumptionOf), inactive.resumption());
            return;
        }
        Operational group = after.operational();
        pending.save(rows, before, after);
        trees.save(
                rows,
                groupId,
                active.map(state -> state.current().tree()),
                group.current().tree());
        PrivateTree privateTree = group.current().privateTree();
        if (active.filter(state -> state.current().privateTree() == privateTree).isEmpty()) {
            privateTrees.save(rows, RowKey.of(groupId), privateTree);
        }
        epochs.save(rows, active, group);
        resumption.save(rows, groupId, before.map(GroupRepository::resumptionOf), group.resumption());
        if (active.filter(state -> state.proposals() == group.proposals()).isEmpty()) {
            RowDelta.save(
                    proposals, rows, active.map(GroupRepository::proposalRows).orElse(Map.of()), proposalRows(group));
        }
        if (active.filter(state -> state.buffer() == group.buffer()).isEmpty()) {
            RowDelta.save(buffers, rows, active.map(GroupRepository::bufferRows).orElse(Map.of()), bufferRows(group));
        }
    }

    private static void requireStored(Optional<GroupRow> stored, Optional<GroupState> before) {
        boolean fits = before.isEmpty()
                ? stored.flatMap(GroupRow::active).isEmpty()
                : stored.map(GroupRow::version).equals(before.map(GroupState::version));
        if (!fits) {
            throw new StorageException(
                    ErrorCode.STORAGE_OWNERSHIP_LOST,
                    "the store holds another version of the group than the one changed");
        }
    }

    private static GroupRow row(GroupState state) {
        Optional<Bytes> reInit = Optional.empty();
        Optional<GroupRow.Active> active = Optional.empty();
        if (state instanceof Inactive inactive) {
            reInit = inactive.reInit().map(proposal -> Bytes.of(Proposal.CODEC.toOctets(proposal)));
        } else {
            GroupEpoch current = state.operational().current();
            active = Optional.of(new GroupRow.Active(
                    Bytes.of(current.context().octets()),
                    current.interimTranscriptHash(),
                    current.confirmationTag(),
                    current.ownLeaf(),
                    state.operational().config().encryptHandshakes(),
                    current.signer()));
        }
        return new GroupRow(state.groupId(), state.suite(), state.version(), state.epoch(), reInit, active);
    }

    private static ResumptionSecrets resumptionOf(GroupState state) {
        return state instanceof Inactive inactive
                ? inactive.resumption()
                : state.operational().resumption();
    }

    private static Map<RowKey, StoredProposal> proposalRows(Operational group) {
        return byKey(group, group.proposals().all().stream().toList(), StoredProposal::sequence);
    }

    private static Map<RowKey, BufferedMessage> bufferRows(Operational group) {
        return byKey(group, group.buffer().messages(), BufferedMessage::sequence);
    }

    private static <V> Map<RowKey, V> byKey(Operational group, List<V> values, Function<V, Long> sequence) {
        return values.stream()
                .collect(Collectors.toMap(
                        value -> RowKey.of(group.groupId(), sequence.apply(value)),
                        Function.identity(),
                        (one, other) -> other,
                        HashMap::new));
    }

    /**
     * Deletes a group with all its rows.
     *
     * @param rows where
     * @param groupId which
     */
    public void delete(Rows rows, Bytes groupId) {
        deleteActive(rows, groupId);
        resumption.delete(rows, groupId);
        groups.delete(rows, RowKey.of(groupId));
    }

    private void deleteActive(Rows rows, Bytes groupId) {
        RowKey key = RowKey.of(groupId);
        trees.delete(rows, groupId);
        privateTrees.delete(rows, key);
        epochs.delete(rows, groupId);
        pending.delete(rows, groupId);
        for (StoredProposal proposal : proposals.all(rows, key.prefix())) {
            proposal.leafKey().ifPresent(Secret::close);
            proposals.delete(rows, RowKey.of(groupId, proposal.sequence()));
        }
        buffers.all(rows, key.prefix())
                .forEach(message -> buffers.delete(rows, RowKey.of(groupId, message.sequence())));
    }
}
