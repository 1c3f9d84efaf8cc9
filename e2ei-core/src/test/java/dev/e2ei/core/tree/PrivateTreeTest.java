package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MessageRejectedException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The private keys of a member")
class PrivateTreeTest {
    @Test
    @DisplayName("TREE-20: keys of nodes that were blanked or set anew are gone")
    void overwritten() {
        TestGroup group = TestGroup.populated(8);
        assertEquals(Set.of(0, 1, 3, 7), group.keys.get(0).nodes());
        group.update(2);
        assertEquals(Set.of(0, 1), group.keys.get(0).nodes());
        group.commit(7, Set.of());
        assertEquals(Set.of(0, 1, 7), group.keys.get(0).nodes());
        group.checkKeys();
    }

    @Test
    @DisplayName("TREE-22: keys of nodes that stay are kept when the tree shrinks and grows, those cut off are gone")
    void shrunk() {
        TestGroup group = TestGroup.populated(5);
        assertEquals(Set.of(0, 1, 3, 7), group.keys.get(0).nodes());
        group.remove(4);
        assertEquals(4, group.tree.leafCount());
        assertEquals(Set.of(0, 1, 3), group.keys.get(0).nodes());
        group.add(1);
        assertEquals(Set.of(0, 1, 3), group.keys.get(0).nodes());
        group.commit(4, Set.of());
        group.checkKeys();
    }

    @Test
    @DisplayName("WE-6: a client that was added derives its keys from the lowest node above it and the committer")
    void joined() {
        TestGroup group = TestGroup.populated(5);
        int place = group.add(1).iterator().next();
        TestMember client = group.members.get(place);
        try (UpdatePathBuilder builder = group.renew(0);
                PrivateTree alone = client.keysAt(place);
                Secret secret = builder.pathSecretFor(place);
                PrivateTree joined = alone.joined(group.crypto, builder.tree(), 0, secret)) {
            assertEquals(Set.of(10, 7), joined.nodes());
            assertEquals(builder.tree().encryptionKey(7), joined.publicKey(7));
            assertEquals(Set.of(10), alone.nodes());
        }
    }

    @Test
    @DisplayName(
            "WE-6: a path secret that does not give the tree's keys is refused, and one of a signer without a path")
    void notJoined() {
        TestGroup group = TestGroup.populated(5);
        int place = group.add(1).iterator().next();
        try (UpdatePathBuilder builder = group.renew(0);
                PrivateTree alone = group.members.get(place).keysAt(place);
                Secret wrong = Secret.copyOf(new byte[32]);
                Secret empty = Secret.copyOf(new byte[0]);
                Secret right = builder.pathSecretFor(place)) {
            refused(alone, group, builder.tree(), 0, wrong);
            refused(alone, group, builder.tree(), 0, empty);
            refused(alone, group, builder.tree(), 3, Secret.copyOf(new byte[32]));
            refused(alone, group, group.tree, 0, right);
            refused(alone, group, builder.tree(), place, right);
            refused(alone, group, builder.tree(), 6, right);
            refused(alone, group, builder.tree(), -1, right);
        }
    }

    private static void refused(PrivateTree alone, TestGroup group, RatchetTree tree, int signer, Secret secret) {
        assertEquals(
                "WE-6",
                assertThrows(MessageRejectedException.class, () -> alone.joined(group.crypto, tree, signer, secret))
                        .rule());
    }

    @Test
    @DisplayName("each value is closed by itself, and shows no key")
    void closed() {
        TestGroup group = TestGroup.populated(2);
        PrivateTree tree = group.keys.get(0);
        PrivateTree copy = tree.copy();
        byte[] key = tree.privateKey(0).orElseThrow().use(byte[]::clone);
        tree.close();
        assertThrows(IllegalStateException.class, () -> tree.privateKey(0));
        assertEquals(Bytes.of(key), copy.privateKey(0).orElseThrow().<Bytes>use(octets -> Bytes.of(octets)));
        assertEquals(Optional.empty(), copy.privateKey(6));
        assertFalse(copy.toString().contains(Bytes.of(key).hex()));
        assertEquals("PrivateTree[leaf 0, keys of 2 nodes]", copy.toString());
        copy.close();
    }

    @Test
    @DisplayName("a key for a node takes the place of its former one")
    void replaced() {
        TestGroup group = TestGroup.of(1);
        PrivateTree tree = group.keys.get(0);
        try (Secret other = Secret.copyOf(new byte[] {1, 2, 3});
                PrivateTree changed = tree.with(0, Bytes.fromHex("aa"), other).with(1, Bytes.fromHex("bb"), other)) {
            assertEquals(Optional.of(Bytes.fromHex("aa")), changed.publicKey(0));
            assertEquals(Set.of(0, 1), changed.nodes());
            assertEquals(Set.of(), changed.retaining(group.tree).nodes());
            assertEquals(group.tree.encryptionKey(0), tree.publicKey(0));
        }
    }
}
