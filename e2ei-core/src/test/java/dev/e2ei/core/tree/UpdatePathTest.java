package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The path of a commit, as its committer makes it")
class UpdatePathTest {
    private static final byte[] FIRST = new byte[32];

    static {
        Arrays.fill(FIRST, (byte) 7);
    }

    private static UpdatePathBuilder renewFrom(TestGroup group, int sender, byte[] first) {
        TestMember member = group.members.get(sender);
        return UpdatePathBuilder.renew(
                group.crypto,
                group.tree,
                TestGroup.position(sender),
                member.draft,
                member.signatureKeys.privateKey(),
                length -> Arrays.copyOf(first, length));
    }

    private static byte[] commitSecret(UpdatePathBuilder builder) {
        try (Secret secret = builder.commitSecret()) {
            return secret.use(byte[]::clone);
        }
    }

    @Test
    @DisplayName(
            "TREE-15, TREE-16: path secrets follow each other over the filtered path, the commit secret is the next")
    void derivation() {
        TestGroup group = TestGroup.of(5);
        group.remove(1);
        LabeledCrypto crypto = group.crypto;
        // The sibling is blank: its parent is left out.
        assertEquals(List.of(3, 7), group.tree.filteredDirectPath(0));
        try (UpdatePathBuilder builder = renewFrom(group, 0, FIRST)) {
            UpdatePath path = builder.encrypt(group.context(builder.tree()), Set.of());
            byte[] next = crypto.deriveSecret(FIRST, "path");
            assertEquals(List.of(key(crypto, FIRST), key(crypto, next)), keys(path));
            assertArrayEquals(crypto.deriveSecret(next, "path"), commitSecret(builder));
            // The leaf's key is of its own: no path secret gives it.
            assertNotEquals(key(crypto, FIRST), builder.leafNode().encryptionKey());
            try (UpdatePathBuilder again = renewFrom(group, 0, FIRST)) {
                assertNotEquals(
                        again.leafNode().encryptionKey(), builder.leafNode().encryptionKey());
            }
        }
    }

    private static Bytes key(LabeledCrypto crypto, byte[] pathSecret) {
        return Bytes.of(crypto.crypto()
                .deriveHpkeKeyPair(crypto.deriveSecret(pathSecret, "node"))
                .publicKey());
    }

    private static List<Bytes> keys(UpdatePath path) {
        return path.nodes().stream().map(UpdatePathNode::encryptionKey).toList();
    }

    @Test
    @DisplayName("TREE-16, TREE-21: an empty filtered path has no parent hash, and its commit secret is the fresh one")
    void oneMember() {
        TestGroup alone = new TestGroup();
        try (UpdatePathBuilder builder = renewFrom(alone, 0, FIRST)) {
            assertEquals(List.of(), builder.encrypt(new byte[0], Set.of()).nodes());
            assertEquals(Optional.of(Bytes.EMPTY), builder.leafNode().parentHash());
            assertArrayEquals(FIRST, commitSecret(builder));
        }
        Bytes before = alone.tree.treeHash(alone.crypto);
        alone.commit(0, Set.of());
        assertNotEquals(before, alone.tree.treeHash(alone.crypto));
        TreeRules.checkStructure(alone.crypto, alone.tree);
    }

    @Test
    @DisplayName("TREE-7, TREE-11: the root outside of the filtered path has no part in parent hashes")
    void rootOutside() {
        TestGroup group = TestGroup.populated(4);
        group.remove(0);
        group.remove(1);
        assertEquals(List.of(5), group.tree.filteredDirectPath(2));
        group.commit(2, Set.of());
        assertEquals(4, group.tree.leafCount());
        assertEquals(Optional.empty(), group.tree.parent(3));
        assertEquals(Bytes.EMPTY, group.tree.parent(5).orElseThrow().parentHash());
        TreeRules.checkStructure(group.crypto, group.tree);
        group.remove(3);
        assertEquals(List.of(), group.tree.filteredDirectPath(2));
        group.commit(2, Set.of());
        group.add(3);
        group.commit(2, Set.of());
        group.checkKeys();
        TreeRules.checkStructure(group.crypto, group.tree);
    }

    @Test
    @DisplayName("TREE-17: a node that has only new leaves on the other side is there, without ciphertexts")
    void nobodyToTell() {
        TestGroup group = TestGroup.populated(2);
        Set<Integer> added = group.add(2);
        UpdatePath path = group.commit(0, added);
        assertEquals(
                List.of(1, 0),
                path.nodes().stream()
                        .map(node -> node.encryptedPathSecrets().size())
                        .toList());
        assertTrue(group.tree.parent(3).isPresent());
        group.checkKeys();
        TreeRules.checkStructure(group.crypto, group.tree);
        group.commit(3, Set.of());
        group.checkKeys();
    }

    @Test
    @DisplayName("TREE-17: new leaves get no ciphertext where they are somebody's unmerged leaves either")
    void unmergedAndNew() {
        TestGroup group = TestGroup.populated(8);
        group.remove(7);
        group.commit(4, Set.of());
        Set<Integer> added = group.add(1);
        assertEquals(List.of(11, 14), group.tree.resolution(11));
        UpdatePath path = group.commit(0, added);
        assertEquals(
                List.of(1, 1, 1),
                path.nodes().stream()
                        .map(node -> node.encryptedPathSecrets().size())
                        .toList());
        // Unmerged where the path did not go (TREE-24).
        assertTrue(group.tree.parent(11).orElseThrow().unmergedLeaves().contains(7));
        assertTrue(group.tree.parent(7).orElseThrow().unmergedLeaves().isEmpty());
        group.checkKeys();
        group.commit(7, Set.of());
        group.checkKeys();
    }

    @Test
    @DisplayName("TREE-23: the whole direct path is blanked first, nodes outside of the filtered path stay so")
    void merged() {
        TestGroup group = TestGroup.populated(8);
        group.remove(5);
        group.add(1);
        group.commit(4, Set.of());
        assertTrue(group.tree.parent(9).isPresent());
        group.remove(5);
        UpdatePath path = group.commit(4, Set.of());
        assertEquals(2, path.nodes().size());
        assertEquals(Optional.empty(), group.tree.parent(9));
        assertTrue(group.tree.parent(11).orElseThrow().unmergedLeaves().isEmpty());
    }

    @Test
    @DisplayName("TREE-24, EX-3: a client that joins from outside takes the first blank leaf, and is unmerged nowhere")
    void fromOutside() {
        for (int size : List.of(1, 3, 4)) {
            TestGroup group = TestGroup.populated(size);
            int place = group.tree.firstBlankLeaf();
            TestMember client = group.client();
            group.members.put(place, client);
            group.keys.put(place, client.keysAt(place));
            group.commit(place, Set.of());
            assertEquals(size + 1, group.tree.memberCount());
            assertEquals(
                    client.draft, group.tree.leaf(place).orElseThrow().content().draft());
            for (int node : group.tree.directPath(place)) {
                assertFalse(group.tree
                        .parent(node)
                        .map(parent -> parent.unmergedLeaves().contains(place))
                        .orElse(false));
            }
            group.checkKeys();
            TreeRules.checkStructure(group.crypto, group.tree);
        }
    }

    @Test
    @DisplayName("LN-2, LN-3: the new leaf is signed for its group and place")
    void signed() {
        TestGroup group = TestGroup.of(2);
        try (UpdatePathBuilder builder = group.renew(0)) {
            LeafNode leaf = builder.leafNode();
            assertTrue(leaf.verifySignature(group.crypto, Optional.of(TestGroup.position(0))));
            assertFalse(leaf.verifySignature(group.crypto, Optional.of(TestGroup.position(1))));
            assertFalse(leaf.verifySignature(group.crypto, Optional.of(new LeafPosition(Bytes.ofUtf8("another"), 0))));
            assertFalse(leaf.verifySignature(group.crypto, Optional.empty()));
        }
    }

    @Test
    @DisplayName("other suites do the same")
    void suites() {
        for (int suite : new int[] {2, 3, 4, 5, 6, 7}) {
            TestGroup group = new TestGroup(suite);
            group.add(2);
            group.commit(0, Set.of());
            group.commit(2, group.add(2));
            group.commit(4, Set.of());
            group.checkKeys();
            TreeRules.check(group.crypto, group.tree, group.tree.treeHash(group.crypto));
        }
    }

    @Test
    @DisplayName("a path secret is for leaves of others that are there; a place beyond the tree is nobody's")
    void wrongUse() {
        TestGroup group = TestGroup.of(3);
        try (UpdatePathBuilder builder = group.renew(0)) {
            assertThrows(IllegalArgumentException.class, () -> builder.pathSecretFor(0));
            assertThrows(IllegalArgumentException.class, () -> builder.pathSecretFor(3));
        }
        TestMember client = group.client();
        assertThrows(
                IllegalArgumentException.class,
                () -> UpdatePathBuilder.renew(
                        group.crypto,
                        group.tree,
                        TestGroup.position(5),
                        client.draft,
                        client.signatureKeys.privateKey(),
                        group.random));
    }
}
