package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The ratchet tree")
class RatchetTreeTest {
    private final TestGroup group = TestGroup.of(3);
    private final LeafNode leaf = group.tree.leaf(0).orElseThrow();
    private final ParentNode parent = new ParentNode(leaf.encryptionKey(), leaf.encryptionKey());

    /** L is a leaf, P a parent, _ is blank. */
    private byte[] nodes(String pattern) {
        try (TlsWriter out = new TlsWriter()) {
            out.nested(inner -> pattern.chars().forEach(node -> {
                inner.u8(node == '_' ? 0 : 1);
                if (node == 'L') {
                    inner.u8(1);
                    LeafNode.CODEC.encode(leaf, inner);
                } else if (node == 'P') {
                    inner.u8(2);
                    ParentNode.CODEC.encode(parent, inner);
                }
            }));
            return out.toOctets();
        }
    }

    private static RatchetTree read(byte[] octets) {
        return RatchetTree.CODEC.fromOctets(octets, DecodeLimits.GROUP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"L", "LPL", "LPL_L", "L_____L", "__L", "LPLPLPL"})
    @DisplayName("TREE-1: an array up to the last filled leaf is read, extended, and written as it was")
    void arrays(String pattern) {
        RatchetTree tree = read(nodes(pattern));
        assertEquals(pattern.chars().filter(node -> node == 'L').count(), tree.memberCount());
        assertEquals(1, Integer.bitCount(tree.leafCount()));
        assertTrue(pattern.length() <= TreeMath.nodeCount(tree.leafCount()));
        assertTrue(tree.leafCount() == 1 || pattern.length() > TreeMath.nodeCount(tree.leafCount() / 2));
        assertEquals(dev.e2ei.api.Bytes.of(nodes(pattern)), dev.e2ei.api.Bytes.of(RatchetTree.CODEC.toOctets(tree)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "LP", "LPLP", "L_", "LP_", "LPL__", "LPL_L__"})
    @DisplayName("TREE-1: no array, one of even length, and one whose last node is blank are malformed")
    void notUpToALeaf(String pattern) {
        MalformedMessageException wrong = assertThrows(MalformedMessageException.class, () -> read(nodes(pattern)));
        assertTrue(wrong.reason().startsWith("TREE-1"), wrong.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"P", "LLL", "PPL", "LPLPP", "LPLLL"})
    @DisplayName("TREE-2: a leaf at an odd place, a parent at an even one are malformed")
    void wrongType(String pattern) {
        MalformedMessageException wrong = assertThrows(MalformedMessageException.class, () -> read(nodes(pattern)));
        assertTrue(wrong.reason().startsWith("TREE-2"), wrong.reason());
    }

    @Test
    @DisplayName("TREE-3: a leaf is added at the leftmost blank place, else the tree doubles, and is unmerged above")
    void add() {
        TestGroup populated = TestGroup.populated(4);
        populated.add(1);
        assertEquals(8, populated.tree.leafCount());
        assertTrue(populated.tree.leaf(4).isPresent());
        assertEquals(Optional.empty(), populated.tree.parent(7));
        populated.remove(1);
        populated.commit(0, Set.of());
        assertEquals(1, populated.tree.firstBlankLeaf());
        populated.add(1);
        assertEquals(LeafIndices.NONE, unmerged(populated, 11, false));
        assertEquals(LeafIndices.of(List.of(1)), unmerged(populated, 3, true));
        assertEquals(LeafIndices.of(List.of(1)), unmerged(populated, 7, true));
        assertEquals(5, populated.tree.firstBlankLeaf());
    }

    private static LeafIndices unmerged(TestGroup group, int node, boolean filled) {
        assertEquals(filled, group.tree.parent(node).isPresent());
        return group.tree.parent(node).map(ParentNode::unmergedLeaves).orElse(LeafIndices.NONE);
    }

    @Test
    @DisplayName("TREE-4: removing blanks the path and halves the tree, never below one leaf")
    void remove() {
        TestGroup populated = TestGroup.populated(5);
        assertEquals(8, populated.tree.leafCount());
        RatchetTree four = populated.tree.removeLeaf(4);
        assertEquals(4, four.leafCount());
        RatchetTree withoutMiddle = populated.tree.removeLeaf(2).removeLeaf(3);
        assertEquals(8, withoutMiddle.leafCount());
        assertEquals(Optional.empty(), withoutMiddle.parent(7));
        assertEquals(2, withoutMiddle.removeLeaf(4).leafCount());
        RatchetTree nobody = RatchetTree.of(leaf).removeLeaf(0);
        assertEquals(1, nobody.leafCount());
        assertEquals(0, nobody.memberCount());
        assertEquals(0, nobody.firstBlankLeaf());
        assertFalse(nobody.index().hasEncryptionKey(leaf.encryptionKey()));
        assertEquals(leaf, nobody.addLeaf(leaf).leaf(0).orElseThrow());
    }

    @Test
    @DisplayName("TREE-5: an update blanks the direct path and nothing else")
    void update() {
        TestGroup populated = TestGroup.populated(8);
        RatchetTree before = populated.tree;
        populated.update(2);
        for (int node = 1; node < 15; node += 2) {
            boolean above = before.directPath(2).contains(node);
            assertEquals(above, populated.tree.parent(node).isEmpty(), "node " + node);
        }
        assertEquals(before.nodeHash(populated.crypto, 11), populated.tree.nodeHash(populated.crypto, 11));
    }

    @Test
    @DisplayName("COD-7: a leaf or node that is not in the tree is none, whatever its number")
    void outside() {
        for (int number : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 4, 1 << 30}) {
            assertEquals(Optional.empty(), group.tree.leaf(number));
            assertEquals(Optional.empty(), group.tree.parent(2 * number + 1));
            assertEquals(Optional.empty(), group.tree.encryptionKey(number < 0 ? number : number + 3));
        }
        assertThrows(IllegalArgumentException.class, () -> group.tree.removeLeaf(3));
        assertThrows(IllegalArgumentException.class, () -> group.tree.updateLeaf(-1, leaf));
        assertThrows(IllegalArgumentException.class, () -> group.tree.resolution(7));
        assertThrows(IllegalArgumentException.class, () -> group.tree.directPath(4));
        assertThrows(IllegalArgumentException.class, () -> group.tree.filteredDirectPath(5));
        assertThrows(
                IllegalArgumentException.class, () -> RatchetTree.of(3, i -> Optional.empty(), n -> Optional.empty()));
    }

    @Test
    @DisplayName("what does not change is shared, hashes included")
    void shared() {
        TestGroup populated = TestGroup.populated(16);
        populated.tree.treeHash(populated.crypto);
        Subtree right = populated.tree.root().right();
        RatchetTree changed = populated.tree.updateLeaf(0, leaf);
        assertSame(right, changed.root().right());
        assertSame(
                right.hash(populated.crypto.hashLength()),
                changed.root().right().hash(populated.crypto.hashLength()));
        List<Integer> nodes = changed.changedNodes(populated.tree);
        assertEquals(List.of(0, 1, 3, 7, 15), nodes);
    }

    @Test
    @DisplayName("the index knows keys, credential types and capabilities that are in use")
    void index() {
        assertTrue(group.tree.index().hasEncryptionKey(leaf.encryptionKey()));
        assertTrue(group.tree.index().hasSignatureKey(leaf.signatureKey()));
        assertEquals(Set.of(1), group.tree.index().credentialTypesInUse());
        assertTrue(group.tree.index().allCapabilities(capabilities -> capabilities.supportsCredential(1)));
        assertFalse(group.tree.index().allCapabilities(capabilities -> capabilities.supportsExtension(0x0a0a)));
        RatchetTree twice = group.tree.addLeaf(leaf);
        assertFalse(twice.index().encryptionKeysAreUnique());
        assertFalse(twice.index().signatureKeysAreUnique());
        RatchetTree once = twice.removeLeaf(0);
        assertTrue(once.index().encryptionKeysAreUnique());
        assertTrue(once.index().hasEncryptionKey(leaf.encryptionKey()));
    }
}
