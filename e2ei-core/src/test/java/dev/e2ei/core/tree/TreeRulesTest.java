package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MessageRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What holds for a tree that is joined")
class TreeRulesTest {
    /** Eight leaves, all parents set but those above leaf 7, which left and was replaced; it is unmerged at 11 and 7. */
    private final TestGroup group = group();

    private static TestGroup group() {
        TestGroup group = TestGroup.populated(8);
        group.remove(7);
        group.commit(4, Set.of());
        group.add(1);
        return group;
    }

    private RatchetTree with(int node, Optional<ParentNode> parent) {
        RatchetTree tree = group.tree;
        return RatchetTree.of(tree.leafCount(), tree::leaf, at -> at == node ? parent : tree.parent(at));
    }

    private RatchetTree withLeaf(int index, Optional<LeafNode> leaf) {
        RatchetTree tree = group.tree;
        return RatchetTree.of(tree.leafCount(), at -> at == index ? leaf : tree.leaf(at), tree::parent);
    }

    private RatchetTree withUnmerged(int node, Integer... leaves) {
        ParentNode parent = group.tree.parent(node).orElseThrow();
        return with(
                node,
                Optional.of(
                        new ParentNode(parent.encryptionKey(), parent.parentHash(), LeafIndices.of(List.of(leaves)))));
    }

    private void rejected(String rule, RatchetTree tree) {
        MessageRejectedException wrong = assertThrows(
                MessageRejectedException.class, () -> TreeRules.check(group.crypto, tree, tree.treeHash(group.crypto)));
        assertEquals(rule, wrong.rule());
    }

    @Test
    @DisplayName("a tree of an honest group passes")
    void honest() {
        assertEquals(Optional.empty(), group.tree.parent(13));
        assertEquals(
                LeafIndices.of(List.of(7)), group.tree.parent(11).orElseThrow().unmergedLeaves());
        assertDoesNotThrow(() -> TreeRules.check(group.crypto, group.tree, group.tree.treeHash(group.crypto)));
    }

    @Test
    @DisplayName("TREE-14: the tree hash is the group context's")
    void treeHash() {
        MessageRejectedException wrong = assertThrows(
                MessageRejectedException.class,
                () -> TreeRules.check(group.crypto, group.tree, group.tree.nodeHash(group.crypto, 3)));
        assertEquals("TREE-14", wrong.rule());
    }

    @Test
    @DisplayName("TREE-13: unmerged leaves are ascending")
    void ascending() {
        rejected("TREE-13", withUnmerged(11, 7, 7));
        rejected("TREE-13", withUnmerged(7, 7, 1));
    }

    @Test
    @DisplayName("TREE-13: unmerged leaves are filled")
    void blankUnmerged() {
        RatchetTree tree = group.tree;
        rejected(
                "TREE-13", RatchetTree.of(8, at -> at == 7 ? Optional.<LeafNode>empty() : tree.leaf(at), tree::parent));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 1 << 20, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    @DisplayName("TREE-13: unmerged leaves are below their node")
    void elsewhere(int leaf) {
        List<Integer> leaves = new ArrayList<>(List.of(7, leaf));
        leaves.sort(Integer::compareUnsigned);
        rejected("TREE-13", withUnmerged(11, leaves.toArray(Integer[]::new)));
    }

    @Test
    @DisplayName("TREE-13: what is unmerged above is unmerged at each filled node between; blank nodes list nobody")
    void between() {
        rejected("TREE-13", withUnmerged(11));
        // Leaf 0 is merged at 1.
        rejected("TREE-13", withUnmerged(7, 0, 7));
    }

    @Test
    @DisplayName("TREE-9: no two nodes have one HPKE key, parents included")
    void encryptionKeys() {
        ParentNode parent = group.tree.parent(3).orElseThrow();
        Bytes leafKey = group.tree.leaf(6).orElseThrow().encryptionKey();
        rejected("TREE-9", with(3, Optional.of(new ParentNode(leafKey, parent.parentHash()))));
        Bytes parentKey = group.tree.parent(9).orElseThrow().encryptionKey();
        rejected("TREE-9", with(3, Optional.of(new ParentNode(parentKey, parent.parentHash()))));
    }

    @Test
    @DisplayName("LN-13: no two leaves have one signature key")
    void signatureKeys() {
        TestMember member = group.members.get(6);
        LeafNode other = LeafNode.sign(
                group.crypto,
                member.draft.forUpdate(
                        Bytes.of(group.crypto.crypto().generateHpkeKeyPair().publicKey())),
                Optional.of(TestGroup.position(7)),
                member.signatureKeys.privateKey());
        rejected("LN-13", withLeaf(7, Optional.of(other)));
    }

    @Test
    @DisplayName("CS-5: every key is one of the suite")
    void keys() {
        ParentNode parent = group.tree.parent(3).orElseThrow();
        rejected("CS-5", with(3, Optional.of(new ParentNode(Bytes.fromHex("04"), parent.parentHash()))));
        TestMember member = group.client();
        LeafNode leaf = LeafNode.sign(
                group.crypto,
                member.draft.forUpdate(Bytes.EMPTY),
                Optional.of(TestGroup.position(7)),
                member.signatureKeys.privateKey());
        rejected("CS-5", withLeaf(7, Optional.of(leaf)));
    }

    @Test
    @DisplayName("TREE-12: a parent of no path that is in the tree is not valid")
    void foreignParent() {
        Bytes key = Bytes.of(group.crypto.crypto().generateHpkeKeyPair().publicKey());
        ParentNode old = group.tree.parent(3).orElseThrow();
        rejected("TREE-12", with(3, Optional.of(new ParentNode(key, old.parentHash()))));
        // Filling a blank node, as the public part of an attack on the subtree's members.
        rejected("TREE-12", with(13, Optional.of(new ParentNode(key, old.parentHash(), LeafIndices.of(List.of(7))))));
    }

    @Test
    @DisplayName("TREE-12: a parent hash of no octets is a match nowhere, nor is a leaf without one")
    void nullParentHash() {
        ParentNode three = group.tree.parent(3).orElseThrow();
        rejected("TREE-12", with(3, Optional.of(new ParentNode(three.encryptionKey(), Bytes.EMPTY))));
        Map.of(1, 0, 5, 2, 9, 4).forEach((node, leaf) -> {
            RatchetTree tree = group.tree;
            TestMember client = group.client();
            // Both leaves below have no parent hash now.
            RatchetTree changed = RatchetTree.of(
                    8,
                    at -> at == leaf
                            ? Optional.of(client.leaf())
                            : at == leaf + 1 ? Optional.of(group.client().leaf()) : tree.leaf(at),
                    tree::parent);
            assertTrue(changed.parent(node).isPresent());
            rejected("TREE-12", changed);
        });
    }

    @Test
    @DisplayName("TREE-12: the members below are those of the path and the unmerged ones, nobody else")
    void covered() {
        // Leaf 7 stays, but as if it had been there when 11 was set.
        ParentNode eleven = group.tree.parent(11).orElseThrow();
        ParentNode root = group.tree.parent(7).orElseThrow();
        RatchetTree tree = group.tree;
        rejected(
                "TREE-12",
                RatchetTree.of(
                        8,
                        tree::leaf,
                        node -> node == 11
                                ? Optional.of(new ParentNode(eleven.encryptionKey(), eleven.parentHash()))
                                : node == 7
                                        ? Optional.of(new ParentNode(root.encryptionKey(), root.parentHash()))
                                        : tree.parent(node)));
        // Leaf 5 as if it had been added after 9, 11 and 7 were set.
        rejected(
                "TREE-12",
                RatchetTree.of(
                        8,
                        tree::leaf,
                        node -> tree.parent(node)
                                .map(parent -> TreeMath.isBelow(5, node)
                                        ? new ParentNode(
                                                parent.encryptionKey(),
                                                parent.parentHash(),
                                                parent.unmergedLeaves().with(5))
                                        : parent)));
        rejected("TREE-12", withLeaf(5, Optional.empty()));
    }
}
