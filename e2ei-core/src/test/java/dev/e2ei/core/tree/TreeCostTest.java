package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a change of a large tree costs, in hashes")
class TreeCostTest {
    private static final int MEMBERS = 300;
    private static final int LEVELS = 9;

    private final TestGroup group = TestGroup.of(MEMBERS);
    private int hashes;
    private final LabeledCrypto counting = new LabeledCrypto(counting(group.crypto.crypto()));

    private CiphersuiteCrypto counting(CiphersuiteCrypto real) {
        return (CiphersuiteCrypto) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {CiphersuiteCrypto.class}, (proxy, method, arguments) -> {
                    hashes += method.getName().equals("hash") ? 1 : 0;
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private int of(Runnable work) {
        hashes = 0;
        work.run();
        return hashes;
    }

    private RatchetTree again() {
        return RatchetTree.CODEC.fromOctets(RatchetTree.CODEC.toOctets(group.tree), DecodeLimits.GROUP);
    }

    @Test
    @DisplayName("the hash of a tree is computed once for each node, then again for one path only")
    void paths() {
        RatchetTree tree = again();
        assertEquals(TreeMath.nodeCount(512), of(() -> tree.treeHash(counting)));
        assertEquals(0, of(() -> tree.treeHash(counting)));
        LeafNode leaf = group.client().leaf();
        assertEquals(LEVELS + 1, of(() -> tree.addLeaf(leaf).treeHash(counting)));
        assertEquals(LEVELS + 1, of(() -> tree.removeLeaf(17).treeHash(counting)));
        // Both paths share the root and its left child.
        assertEquals(
                2 * (LEVELS + 1) - 2,
                of(() -> tree.removeLeaf(17).updateLeaf(250, leaf).treeHash(counting)));
    }

    @Test
    @DisplayName("a path costs one parent hash a node, and one tree hash a level")
    void commit() {
        group.tree = again();
        group.tree.treeHash(counting);
        try (UpdatePathBuilder builder = group.renew(0)) {
            UpdatePath path = builder.encrypt(group.context(builder.tree()), Set.of());
            assertEquals(LEVELS, path.nodes().size());
            assertTrue(of(() -> UpdatePathProcessor.merge(counting, group.tree, 0, path, Set.of())
                            .tree()
                            .treeHash(counting))
                    <= 2 * LEVELS + 1);
        }
    }

    @Test
    @DisplayName("the rules for joining take a few hashes a node, with unmerged leaves at every level too")
    void joining() {
        for (int sender = 0; sender < MEMBERS; sender++) {
            try (UpdatePathBuilder builder = group.renew(sender)) {
                group.tree = builder.tree();
            }
        }
        for (int leaf : List.of(3, 80, 81, 200, 299)) {
            group.tree = group.tree.removeLeaf(leaf);
        }
        try (UpdatePathBuilder builder = group.renew(0)) {
            group.tree = builder.tree();
        }
        RatchetTree plain = again();
        assertTrue(of(() -> TreeRules.checkStructure(counting, plain)) <= 4 * TreeMath.nodeCount(512));
        group.tree =
                group.tree.addLeaf(group.client().leaf()).addLeaf(group.client().leaf());
        RatchetTree unmerged = again();
        assertTrue(unmerged.root().parent != null
                && unmerged.root().parent.unmergedLeaves().size() == 2);
        assertTrue(of(() -> TreeRules.checkStructure(counting, unmerged))
                <= 4 * TreeMath.nodeCount(512) + 2 * LEVELS * LEVELS * 2);
    }
}
