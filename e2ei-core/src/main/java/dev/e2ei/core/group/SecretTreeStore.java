package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.core.schedule.MessageRatchet;
import dev.e2ei.core.schedule.MessageRatchetRowCodec;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetKind;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.schedule.SecretTreeRows;
import dev.e2ei.core.store.Repository;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.store.Rows;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of an epoch's messages in rows: one for each secret that was not expanded, and one for each ratchet. */
final class SecretTreeStore {
    static final String NODES = "group-secret";
    static final String RATCHETS = "group-ratchet";

    private static final class NodeRow {
        private final int node;
        private final Secret secret;

        NodeRow(int node, Secret secret) {
            this.node = node;
            this.secret = secret;
        }
    }

    private record RatchetRow(RatchetId id, MessageRatchet ratchet) {}

    private final Repository<RowKey, NodeRow> nodes = new Repository<>(NODES, RowKey::components, new NodeCodec());
    private final Repository<RowKey, RatchetRow> ratchets =
            new Repository<>(RATCHETS, RowKey::components, new RatchetCodec());

    private static RowKey key(Bytes groupId, long epoch, int node) {
        return RowKey.of(groupId, epoch, node);
    }

    private static RowKey key(Bytes groupId, long epoch, RatchetId id) {
        return RowKey.of(groupId, epoch, id.leaf(), id.kind() == RatchetKind.HANDSHAKE ? 0 : 1);
    }

    /** Writes what differs: for one message one row, once its sender was heard before in the epoch. */
    void save(Rows rows, Bytes groupId, long epoch, Optional<SecretTree> before, SecretTree after) {
        if (before.isPresent() && before.get() == after) {
            return;
        }
        SecretTreeRows written = before.map(after::rowsSince).orElseGet(after::rows);
        written.ratchets().forEach((id, ratchet) -> {
            RowKey key = key(groupId, epoch, id);
            before.ifPresent(tree -> requireStored(ratchets.find(rows, key), tree.ratchet(id)));
            ratchets.save(rows, key, new RatchetRow(id, ratchet));
        });
        written.nodes()
                .forEach((node, secret) -> nodes.save(rows, key(groupId, epoch, node), new NodeRow(node, secret)));
        written.deletedNodes().forEach(node -> nodes.delete(rows, key(groupId, epoch, node)));
    }

    // Two who go on from one state would use one generation twice: rather an error than a nonce used again.
    private static void requireStored(Optional<RatchetRow> stored, Optional<MessageRatchet> known) {
        Optional<Integer> storedGeneration = stored.map(row -> row.ratchet.generation());
        stored.ifPresent(SecretTreeStore::wipe);
        if (!storedGeneration.equals(known.map(MessageRatchet::generation))) {
            throw new StorageException(
                    ErrorCode.STORAGE_OWNERSHIP_LOST, "the store holds other message keys than those gone on from");
        }
    }

    private static void wipe(RatchetRow row) {
        RatchetId alone = new RatchetId(0, row.id.kind());
        SecretTree.restored(1, Map.of(), Map.of(alone, row.ratchet)).wipe();
    }

    SecretTree load(Rows rows, Bytes groupId, long epoch, int leafCount) {
        Map<Integer, Secret> secrets = new HashMap<>();
        byte[][] prefix = RowKey.of(groupId, epoch).prefix();
        nodes.all(rows, prefix).forEach(row -> secrets.put(row.node, row.secret));
        Map<RatchetId, MessageRatchet> opened = new HashMap<>();
        ratchets.all(rows, prefix).forEach(row -> opened.put(row.id, row.ratchet));
        return SecretTree.restored(leafCount, secrets, opened);
    }

    void delete(Rows rows, Bytes groupId, long epoch) {
        byte[][] prefix = RowKey.of(groupId, epoch).prefix();
        for (NodeRow row : nodes.all(rows, prefix)) {
            row.secret.close();
            nodes.delete(rows, key(groupId, epoch, row.node));
        }
        for (RatchetRow row : ratchets.all(rows, prefix)) {
            wipe(row);
            ratchets.delete(rows, key(groupId, epoch, row.id));
        }
    }

    private static final class NodeCodec implements RowCodec<NodeRow> {
        @Override
        public void write(NodeRow row, RowWriter out) {
            out.u32(row.node);
            out.secret(row.secret);
        }

        @Override
        public NodeRow read(RowReader in) {
            return new NodeRow(in.u32(), in.secret());
        }
    }

    private static final class RatchetCodec implements RowCodec<RatchetRow> {
        private final MessageRatchetRowCodec ratchets = new MessageRatchetRowCodec();

        @Override
        public void write(RatchetRow row, RowWriter out) {
            out.u32(row.id.leaf());
            out.u8(row.id.kind() == RatchetKind.HANDSHAKE ? 0 : 1);
            ratchets.write(row.ratchet, out);
        }

        @Override
        public RatchetRow read(RowReader in) {
            int leaf = in.u32();
            RatchetKind kind = switch (in.u8()) {
                case 0 -> RatchetKind.HANDSHAKE;
                case 1 -> RatchetKind.APPLICATION;
                default -> throw RowReader.corrupt();
            };
            return new RatchetRow(new RatchetId(leaf, kind), ratchets.read(in));
        }
    }
}
