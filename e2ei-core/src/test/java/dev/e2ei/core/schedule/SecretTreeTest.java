package dev.e2ei.core.schedule;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.StorageException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The secret tree")
class SecretTreeTest {
    private static final RatchetWindow WINDOW = new RatchetWindow(2, 10);

    private static SecretTree tree(int leaves) {
        return SecretTree.of(leaves, TestSecrets.of(1));
    }

    private static RatchetId application(int leaf) {
        return new RatchetId(leaf, RatchetKind.APPLICATION);
    }

    private static SecretTree sent(SecretTree tree, RatchetId ratchet) {
        try (MessageKeyUse use = tree.sending(TestSecrets.CRYPTO, ratchet)) {
            return use.keep();
        }
    }

    private static Bytes key(SecretTree tree, RatchetId ratchet, int generation) {
        try (MessageKeyUse use = tree.receiving(TestSecrets.CRYPTO, ratchet, generation, WINDOW)) {
            return TestSecrets.octets(use.key().key());
        }
    }

    private static byte[] child(byte[] secret, String side) {
        return TestSecrets.CRYPTO.expandWithLabel(secret, "tree", side.getBytes(), secret.length);
    }

    @Test
    @DisplayName("KS-7: left and right from the root down, then the two ratchets")
    void derivation() {
        byte[] root = TestSecrets.octets(TestSecrets.of(1)).toByteArray();
        byte[] leaf = child(child(child(root, "right"), "left"), "right");
        byte[] ratchet = TestSecrets.CRYPTO.deriveSecret(leaf, "application");
        Bytes expected = Bytes.of(TestSecrets.CRYPTO.deriveTreeSecret(
                ratchet, "key", 0, TestSecrets.CRYPTO.crypto().aeadKeyLength()));
        assertEquals(expected, key(tree(8), application(5), 0));
    }

    @Test
    @DisplayName(
            "KS-8: a first message writes a path of nodes and both ratchets, and deletes the root; later ones one row")
    void rows() {
        SecretTree start = tree(1024);
        assertEquals(List.of(1023), List.copyOf(start.rows().nodes().keySet()));
        SecretTree first = sent(start, application(5));
        SecretTreeRows rows = first.rowsSince(start);
        assertEquals(10, rows.nodes().size());
        assertEquals(2, rows.ratchets().size());
        assertEquals(List.of(1023), List.copyOf(rows.deletedNodes()));
        SecretTreeRows second = sent(first, application(5)).rowsSince(first);
        assertEquals(0, second.nodes().size());
        assertEquals(0, second.deletedNodes().size());
        assertEquals(1, second.ratchets().size());
        SecretTreeRows neighbour = sent(first, application(4)).rowsSince(first);
        assertEquals(0, neighbour.nodes().size());
        assertEquals(List.of(8), List.copyOf(neighbour.deletedNodes()));
        assertEquals(2, neighbour.ratchets().size());
    }

    @Test
    @DisplayName("KS-12: who sends goes forward only, and keeps no key of what was sent")
    void sender() {
        SecretTree tree = tree(4);
        for (int i = 0; i < 5; i++) {
            tree = sent(tree, application(1));
        }
        MessageRatchet ratchet = tree.ratchet(application(1)).orElseThrow();
        assertEquals(5, ratchet.generation());
        assertEquals(List.of(), ratchet.skipped());
        SecretTree last = tree;
        assertThrows(MlsException.class, () -> key(last, application(1), 4));
    }

    @Test
    @DisplayName("KS-7: one leaf, and a tree as deep as any, without recursion")
    void sizes() {
        SecretTreeRows one = sent(tree(1), application(0)).rows();
        assertEquals(0, one.nodes().size());
        assertEquals(2, one.ratchets().size());
        SecretTree deep = sent(tree(1 << 30), application((1 << 30) - 1));
        assertEquals(30, deep.rows().nodes().size());
        assertEquals(key(tree(8), application(4), 0), key(tree(5), application(4), 0));
        assertThrows(IllegalArgumentException.class, () -> tree(0));
        assertThrows(IllegalArgumentException.class, () -> tree(-1));
        for (int leaf : new int[] {8, -1, Integer.MIN_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> sent(tree(8), application(leaf)));
        }
    }

    @Test
    @DisplayName("KS-9: what is not kept leaves the tree as it was; what is kept cannot be had again")
    void twoPhase() {
        SecretTree tree = tree(8);
        Bytes first = key(tree, application(3), 2);
        assertEquals(first, key(tree, application(3), 2));
        assertEquals(1, tree.rows().nodes().size());
        SecretTree after;
        try (MessageKeyUse use = tree.receiving(TestSecrets.CRYPTO, application(3), 2, WINDOW)) {
            after = use.keep();
        }
        assertThrows(MlsException.class, () -> key(after, application(3), 2));
        assertDoesNotThrow(() -> key(after, application(3), 1));
        assertThrows(MlsException.class, () -> key(tree, application(3), 11));
        assertEquals(first, key(tree, application(3), 2));
    }

    @Test
    @DisplayName("KS-8: giving up the old tree wipes what the new one does not have, and only that")
    void wiped() {
        SecretTree before = tree(8);
        Secret root = before.rows().nodes().get(7);
        SecretTree after = sent(before, application(3));
        before.wipeAllBut(after);
        assertTrue(root.isDestroyed());
        assertTrue(secrets(after).stream().noneMatch(Secret::isDestroyed));
        SecretTree third = sent(after, application(0));
        Collection<Secret> shared = secrets(after);
        shared.retainAll(List.copyOf(secrets(third)));
        third.wipeAllBut(after);
        assertTrue(secrets(after).stream().noneMatch(Secret::isDestroyed));
        third = sent(after, application(0));
        after.wipeAllBut(third);
        assertFalse(secrets(third).stream().anyMatch(Secret::isDestroyed));
        assertTrue(secrets(after).stream().anyMatch(Secret::isDestroyed));
        third.wipe();
        assertTrue(secrets(third).stream().allMatch(Secret::isDestroyed));
    }

    private static Collection<Secret> secrets(SecretTree tree) {
        List<Secret> secrets = new ArrayList<>(tree.rows().nodes().values());
        tree.rows().ratchets().values().forEach(ratchet -> secrets.add(ratchet.secret()));
        return secrets;
    }

    @Test
    @DisplayName("ST-3: rows written message by message give the same keys as the tree in memory")
    void storedRowByRow() {
        Random random = new Random(5);
        Map<Integer, Secret> nodes = new HashMap<>();
        Map<RatchetId, MessageRatchet> ratchets = new HashMap<>();
        SecretTree memory = tree(13);
        memory.rows().nodes().forEach((node, secret) -> nodes.put(node, secret.copy()));
        for (int i = 0; i < 120; i++) {
            RatchetId ratchet = new RatchetId(random.nextInt(13), RatchetKind.values()[random.nextInt(2)]);
            SecretTree next = sent(memory, ratchet);
            SecretTreeRows rows = next.rowsSince(memory);
            rows.deletedNodes().forEach(nodes::remove);
            rows.nodes().forEach((node, secret) -> nodes.put(node, secret.copy()));
            rows.ratchets()
                    .forEach((id, value) -> ratchets.put(id, TestSecrets.stored(new MessageRatchetRowCodec(), value)));
            memory.wipeAllBut(next);
            memory = next;
            SecretTree restored = SecretTree.restored(13, nodes, ratchets);
            RatchetId other = new RatchetId(random.nextInt(13), RatchetKind.APPLICATION);
            int generation =
                    memory.ratchet(other).map(MessageRatchet::generation).orElse(0) + 1;
            assertEquals(key(memory, other, generation), key(restored, other, generation));
        }
        assertEquals(memory.rows().nodes().keySet(), nodes.keySet());
    }

    @Test
    @DisplayName("ST-8: rows that cannot be of this tree are corrupt, and so is a leaf whose keys are nowhere")
    void corruptRows() {
        for (int node : new int[] {15, 16, -1, 31}) {
            assertThrows(
                    StorageException.class, () -> SecretTree.restored(8, Map.of(node, TestSecrets.of(1)), Map.of()));
        }
        MessageRatchet ratchet = new MessageRatchet(TestSecrets.of(1), 0, List.of());
        assertThrows(StorageException.class, () -> SecretTree.restored(8, Map.of(), Map.of(application(8), ratchet)));
        SecretTree part = SecretTree.restored(8, Map.of(), Map.of(application(2), ratchet));
        assertDoesNotThrow(() -> key(part, application(2), 0));
        assertThrows(StorageException.class, () -> key(part, application(3), 0));
        assertThrows(StorageException.class, () -> key(part, new RatchetId(2, RatchetKind.HANDSHAKE), 0));
    }
}
