package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.DecodeLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A tree that changes at random")
class TreeWalkTest {
    private static final int STEPS = 120;
    private static final int MOST = 20;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName(
            "is what the prose says after each step, and valid for who joins:"
                    + " TREE-3, TREE-4, TREE-5, TREE-6, TREE-7, TREE-8, TREE-10, TREE-12, TREE-13, TREE-20, TREE-22, TREE-23, TREE-24")
    void walk(long seed) {
        Random random = new Random(seed);
        TestGroup group = new TestGroup();
        ReferenceTree reference =
                new ReferenceTree(group.crypto, group.tree.leaf(0).orElseThrow());
        for (int step = 0; step < STEPS; step++) {
            RatchetTree before = group.tree;
            Bytes octets = Bytes.of(RatchetTree.CODEC.toOctets(before));
            Set<Integer> added = proposals(group, reference, random);
            boolean path = added.isEmpty() || random.nextInt(3) > 0;
            int committer = committer(group, added, random);
            if (path) {
                List<Integer> expected = reference.filteredDirectPath(committer);
                assertEquals(expected, group.tree.filteredDirectPath(committer));
                assertEquals(
                        expected.size(), group.commit(committer, added).nodes().size());
                reference.merge(group.tree, committer);
            }
            same(reference, group);
            group.checkKeys();
            TreeRules.check(group.crypto, group.tree, group.tree.treeHash(group.crypto));
            assertEquals(octets, Bytes.of(RatchetTree.CODEC.toOctets(before)), "the tree before the step");
            changes(before, group.tree);
        }
    }

    private static Set<Integer> proposals(TestGroup group, ReferenceTree reference, Random random) {
        List<Integer> members = new ArrayList<>(group.members.keySet());
        switch (random.nextInt(4)) {
            case 0 -> {
                if (members.size() > 1) {
                    remove(group, reference, members.get(random.nextInt(members.size())));
                }
                return Set.of();
            }
            case 1 -> {
                int updated = members.get(random.nextInt(members.size()));
                if (members.size() > 1) {
                    group.update(updated);
                    reference.set(updated, group.tree.leaf(updated).orElseThrow());
                }
                return Set.of();
            }
            case 2 -> {
                while (group.members.size() > 2 && group.members.size() + random.nextInt(6) > MOST) {
                    List<Integer> rest = new ArrayList<>(group.members.keySet());
                    remove(group, reference, rest.get(random.nextInt(rest.size())));
                }
                Set<Integer> added = group.add(1 + random.nextInt(4));
                added.stream()
                        .sorted()
                        .forEach(index -> assertEquals(
                                index, reference.add(group.tree.leaf(index).orElseThrow())));
                return added;
            }
            default -> {
                return Set.of();
            }
        }
    }

    private static void remove(TestGroup group, ReferenceTree reference, int index) {
        group.remove(index);
        reference.set(index, null);
    }

    private static int committer(TestGroup group, Set<Integer> added, Random random) {
        List<Integer> members = new ArrayList<>(group.members.keySet());
        members.removeAll(added);
        return members.get(random.nextInt(members.size()));
    }

    private static void same(ReferenceTree reference, TestGroup group) {
        RatchetTree tree = group.tree;
        assertEquals(reference.size(), tree.leafCount());
        for (int node = 0; node < TreeMath.nodeCount(tree.leafCount()); node++) {
            assertEquals(reference.resolution(node), tree.resolution(node), "resolution of node " + node);
        }
        assertEquals(reference.treeHash(tree.rootNode(), Set.of()), tree.treeHash(group.crypto));
        Set<Integer> without = tree.leaves().stream()
                .map(TreeLeaf::index)
                .filter(index -> index % 3 == 1)
                .collect(java.util.stream.Collectors.toSet());
        assertEquals(
                reference.treeHash(tree.rootNode(), without),
                Bytes.of(new TreeHash(group.crypto)
                        .original(
                                tree.root(),
                                LeafIndices.of(without.stream().sorted().toList()))),
                "original tree hash (TREE-10)");
        RatchetTree again = RatchetTree.CODEC.fromOctets(RatchetTree.CODEC.toOctets(tree), DecodeLimits.GROUP);
        assertEquals(tree.treeHash(group.crypto), again.treeHash(group.crypto));
        assertEquals(tree.leaves(), again.leaves());
        index(again, tree);
    }

    private static void index(RatchetTree fresh, RatchetTree changed) {
        assertTrue(changed.index().encryptionKeysAreUnique() && changed.index().signatureKeysAreUnique());
        assertEquals(fresh.index().encryptionKeys(), changed.index().encryptionKeys(), "keys that are counted");
        assertEquals(fresh.index().signatureKeys(), changed.index().signatureKeys());
        assertEquals(fresh.index().credentialTypesInUse(), changed.index().credentialTypesInUse());
    }

    /** Exactly the nodes that differ, found by looking at all. */
    private static void changes(RatchetTree before, RatchetTree after) {
        List<Integer> differing = new ArrayList<>();
        int nodes = TreeMath.nodeCount(Math.max(before.leafCount(), after.leafCount()));
        for (int node = 0; node < nodes; node++) {
            boolean same = TreeMath.isLeaf(node)
                    ? before.leaf(TreeMath.leafOfNode(node)).equals(after.leaf(TreeMath.leafOfNode(node)))
                    : before.parent(node).equals(after.parent(node));
            if (!same) {
                differing.add(node);
            }
        }
        assertTrue(after.changedNodes(before).containsAll(differing));
        assertEquals(List.of(), after.changedNodes(after));
        assertEquals(after.changedNodes(before), before.changedNodes(after));
    }
}
