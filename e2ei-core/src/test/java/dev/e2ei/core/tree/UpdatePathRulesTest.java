package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MessageRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The path of a commit, as others take it")
class UpdatePathRulesTest {
    private final TestGroup group = TestGroup.populated(4);
    private final UpdatePathBuilder builder = group.renew(0);
    private final byte[] context = group.context(builder.tree());
    private final UpdatePath path = builder.encrypt(context, Set.of());

    @AfterEach
    void close() {
        builder.close();
    }

    private static void rejected(String rule, Runnable taking) {
        assertEquals(
                rule, assertThrows(MessageRejectedException.class, taking::run).rule());
    }

    private UpdatePathProcessor merge(UpdatePath received) {
        return UpdatePathProcessor.merge(group.crypto, group.tree, 0, received, Set.of());
    }

    private UpdatePath with(int place, UnaryOperator<UpdatePathNode> change) {
        List<UpdatePathNode> nodes = new ArrayList<>(path.nodes());
        nodes.set(place, change.apply(nodes.get(place)));
        return new UpdatePath(path.leafNode(), nodes);
    }

    private static UpdatePathNode keyed(UpdatePathNode node, Bytes key) {
        return new UpdatePathNode(key, node.encryptedPathSecrets());
    }

    private Bytes freshKey() {
        return Bytes.of(group.crypto.crypto().generateHpkeKeyPair().publicKey());
    }

    private LeafNode signed(LeafNodeContent content) {
        return LeafNode.sign(
                group.crypto,
                content,
                Optional.of(TestGroup.position(0)),
                group.members.get(0).signatureKeys.privateKey());
    }

    /** A committer that lies about keys but signs what it says: its leaf has the parent hash that goes with them. */
    private UpdatePath consistent(UpdatePath lie) {
        FilteredPath filtered = FilteredPath.of(group.tree.root(), 0);
        Bytes parentHash = PathMerge.of(
                        group.crypto,
                        filtered,
                        lie.nodes().stream().map(UpdatePathNode::encryptionKey).toList())
                .leafParentHash();
        LeafNodeDraft draft = group.members.get(0).draft;
        return new UpdatePath(signed(draft.forCommit(lie.leafNode().encryptionKey(), parentHash)), lie.nodes());
    }

    /** Nothing of the member changed: it still opens the genuine path. */
    private void genuine(int leafIndex) {
        try (OpenedPath opened = merge(path).open(group.keys.get(leafIndex), context);
                Secret expected = builder.commitSecret();
                Secret commitSecret = opened.commitSecret()) {
            assertTrue(expected.equals(commitSecret));
        }
    }

    @Test
    @DisplayName("LN-1: the leaf has source commit")
    void source() {
        LeafNodeDraft draft = group.members.get(0).draft;
        rejected("LN-1", () -> merge(new UpdatePath(signed(draft.forUpdate(freshKey())), path.nodes())));
        rejected("LN-1", () -> merge(new UpdatePath(group.members.get(0).leaf(), path.nodes())));
    }

    @Test
    @DisplayName("LN-14: the leaf has another HPKE key than before")
    void oldKey() {
        Bytes old = group.tree.leaf(0).orElseThrow().encryptionKey();
        LeafNode leaf = signed(group.members.get(0).draft.forCommit(old, Bytes.EMPTY));
        rejected("LN-14", () -> merge(consistent(new UpdatePath(leaf, path.nodes()))));
    }

    @Test
    @DisplayName("PC-3: no key of the path is in the tree, the committer's old path included, or twice in the path")
    void notNew() {
        Bytes oldPath = group.tree.parent(3).orElseThrow().encryptionKey();
        rejected("PC-3", () -> merge(consistent(with(0, node -> keyed(node, oldPath)))));
        Bytes another = group.tree.leaf(3).orElseThrow().encryptionKey();
        rejected("PC-3", () -> merge(consistent(with(1, node -> keyed(node, another)))));
        Bytes second = path.nodes().get(1).encryptionKey();
        rejected("PC-3", () -> merge(consistent(with(0, node -> keyed(node, second)))));
        Bytes leaf = path.leafNode().encryptionKey();
        rejected("PC-3", () -> merge(consistent(with(0, node -> keyed(node, leaf)))));
        genuine(2);
    }

    @Test
    @DisplayName("PC-4: the leaf's parent hash goes with the path")
    void parentHash() {
        rejected("PC-4", () -> merge(with(1, node -> keyed(node, freshKey()))));
        LeafNode leaf =
                signed(group.members.get(0).draft.forCommit(path.leafNode().encryptionKey(), Bytes.EMPTY));
        rejected("PC-4", () -> merge(new UpdatePath(leaf, path.nodes())));
        rejected(
                "PC-4",
                () -> UpdatePathProcessor.merge(
                        new TestGroup().crypto,
                        group.tree.updateLeaf(2, group.client().leaf()),
                        0,
                        path,
                        Set.of(3)));
        genuine(1);
    }

    @Test
    @DisplayName("TREE-17: the path has a node for each of the filtered path, and a ciphertext for each recipient")
    void shape() {
        List<UpdatePathNode> shorter = path.nodes().subList(0, 1);
        rejected("TREE-17", () -> merge(new UpdatePath(path.leafNode(), shorter)));
        List<UpdatePathNode> longer = new ArrayList<>(path.nodes());
        longer.add(new UpdatePathNode(freshKey(), List.of()));
        rejected("TREE-17", () -> merge(new UpdatePath(path.leafNode(), longer)));
        rejected("TREE-17", () -> merge(with(1, node -> new UpdatePathNode(node.encryptionKey(), List.of()))));
        rejected(
                "TREE-17",
                () -> merge(with(
                        0,
                        node -> new UpdatePathNode(
                                node.encryptionKey(),
                                List.of(
                                        node.encryptedPathSecrets().get(0),
                                        node.encryptedPathSecrets().get(0))))));
    }

    @Test
    @DisplayName("TREE-17: a path that left the node without ciphertexts out is refused, and one that has some")
    void nobodyToTell() {
        TestGroup two = TestGroup.populated(2);
        Set<Integer> added = two.add(1);
        try (UpdatePathBuilder committer = two.renew(0)) {
            UpdatePath right = committer.encrypt(two.context(committer.tree()), added);
            UpdatePath without = new UpdatePath(right.leafNode(), right.nodes().subList(0, 1));
            rejected("TREE-17", () -> UpdatePathProcessor.merge(two.crypto, two.tree, 0, without, added));
            UpdatePath all = committer.encrypt(two.context(committer.tree()), Set.of());
            rejected("TREE-17", () -> UpdatePathProcessor.merge(two.crypto, two.tree, 0, all, added));
            assertEquals(
                    committer.tree().treeHash(two.crypto),
                    UpdatePathProcessor.merge(two.crypto, two.tree, 0, right, added)
                            .tree()
                            .treeHash(two.crypto));
        }
    }

    @Test
    @DisplayName("CS-5: each key of the path is one of the suite")
    void keys() {
        rejected("CS-5", () -> merge(consistent(with(1, node -> keyed(node, Bytes.fromHex("0401"))))));
        LeafNode leaf = signed(group.members.get(0).draft.forCommit(Bytes.EMPTY, Bytes.EMPTY));
        rejected("CS-5", () -> merge(consistent(new UpdatePath(leaf, path.nodes()))));
    }

    @Test
    @DisplayName("TREE-18: the path is opened under the context of the merged tree only")
    void otherContext() {
        rejected("PC-5", () -> merge(path).open(group.keys.get(1), group.context(group.tree)));
        genuine(1);
    }

    @Test
    @DisplayName("PC-5: a damaged ciphertext, a foreign one, and one for nobody are refused")
    void ciphertexts() {
        UpdatePath swapped = with(
                1,
                node -> new UpdatePathNode(
                        node.encryptionKey(), path.nodes().get(0).encryptedPathSecrets()));
        rejected("PC-5", () -> merge(swapped).open(group.keys.get(2), context));
        UpdatePath damaged = with(1, node -> {
            byte[] octets = node.encryptedPathSecrets().get(0).ciphertext().toByteArray();
            octets[0] ^= 1;
            Bytes kem = node.encryptedPathSecrets().get(0).kemOutput();
            return new UpdatePathNode(node.encryptionKey(), List.of(new EncryptedPathSecret(kem, Bytes.of(octets))));
        });
        rejected("PC-5", () -> merge(damaged).open(group.keys.get(3), context));
        UpdatePath noKem = with(
                1,
                node -> new UpdatePathNode(
                        node.encryptionKey(), List.of(new EncryptedPathSecret(Bytes.EMPTY, Bytes.EMPTY))));
        rejected("PC-5", () -> merge(noKem).open(group.keys.get(3), context));
        rejected("PC-5", () -> merge(path).open(group.keys.get(0), context));
        rejected("PC-5", () -> merge(path).open(group.client().keysAt(3), context));
        rejected("PC-5", () -> merge(path).open(group.client().keysAt(9), context));
        genuine(3);
    }

    @Test
    @DisplayName("TREE-19: each key derived from the path secret is the one in the path")
    void derivedKeys() {
        UpdatePath lie = consistent(with(1, node -> keyed(node, freshKey())));
        UpdatePathProcessor merged = merge(lie);
        // Leaf 1 learns the first node's secret and derives the second node's, leaf 2 learns the second one's.
        for (int leaf : List.of(1, 2)) {
            UpdatePath forLie = reencrypted(lie, merged);
            rejected("TREE-19", () -> merge(forLie).open(group.keys.get(leaf), group.context(merged.tree())));
        }
        genuine(1);
        genuine(2);
    }

    /** The same secrets under the context of the lie's tree, so that only the keys are wrong. */
    private UpdatePath reencrypted(UpdatePath lie, UpdatePathProcessor merged) {
        UpdatePath encrypted = builder.encrypt(group.context(merged.tree()), Set.of());
        List<UpdatePathNode> nodes = new ArrayList<>();
        for (int i = 0; i < lie.nodes().size(); i++) {
            nodes.add(new UpdatePathNode(
                    lie.nodes().get(i).encryptionKey(), encrypted.nodes().get(i).encryptedPathSecrets()));
        }
        return new UpdatePath(lie.leafNode(), nodes);
    }

    @Test
    @DisplayName("TREE-15: a path secret has the length of a hash")
    void length() {
        byte[] shortSecret = new byte[16];
        UpdatePathNode root = path.nodes().get(1);
        Bytes key = group.tree.encryptionKey(5).orElseThrow();
        UpdatePath wrong = with(
                1,
                node -> new UpdatePathNode(
                        root.encryptionKey(),
                        List.of(EncryptedPathSecret.of(group.crypto.encrypt(
                                key.toByteArray(), UpdatePathBuilder.LABEL, context, shortSecret)))));
        rejected("TREE-15", () -> merge(wrong).open(group.keys.get(2), context));
    }

    @Test
    @DisplayName("PC-5: a member that is unmerged below a set node opens with the key of its leaf")
    void unmerged() {
        TestGroup eight = TestGroup.populated(8);
        eight.remove(7);
        eight.commit(4, Set.of());
        eight.add(1);
        assertEquals(Set.of(14), eight.keys.get(7).nodes());
        assertEquals(List.of(11, 14), eight.tree.resolution(11));
        eight.commit(0, Set.of());
        assertEquals(Set.of(7, 14), eight.keys.get(7).nodes());
        eight.checkKeys();
    }
}
