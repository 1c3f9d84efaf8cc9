package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.codec.DecodeLimits;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Altered octets of real trees and paths")
class TreeMutationsTest {
    private static final int INPUTS = 2_000;

    private final TestGroup group = group();
    private final Random random = new Random(11);

    /** With blanks, unmerged leaves, and a last leaf that is not the tree's. */
    private static TestGroup group() {
        TestGroup group = TestGroup.populated(7);
        group.remove(2);
        group.commit(5, Set.of());
        group.add(1);
        return group;
    }

    private byte[] altered(byte[] octets) {
        byte[] changed = octets.clone();
        int place = random.nextInt(changed.length);
        switch (random.nextInt(4)) {
            case 0 -> changed[place] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[place] = (byte) random.nextInt(256);
            case 2 -> {
                int from = random.nextInt(changed.length);
                int length = random.nextInt(Math.min(40, changed.length - Math.max(from, place)) + 1);
                System.arraycopy(octets, from, changed, place, length);
            }
            default -> changed = Arrays.copyOf(changed, random.nextInt(changed.length));
        }
        return changed;
    }

    @Test
    @DisplayName("a tree is refused by our exception, or it is one whose altered octets no rule of the tree covers")
    void trees() {
        byte[] octets = RatchetTree.CODEC.toOctets(group.tree);
        Bytes treeHash = group.tree.treeHash(group.crypto);
        int unsigned = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] changed = altered(octets);
            if (Arrays.equals(octets, changed)) {
                continue;
            }
            try {
                RatchetTree tree = RatchetTree.CODEC.fromOctets(changed, DecodeLimits.GROUP);
                TreeRules.checkStructure(group.crypto, tree);
                // Then a leaf changed within what its own signature covers, and the tree hash with it.
                assertTrue(!tree.treeHash(group.crypto).equals(treeHash));
                assertTrue(tree.leaves().stream()
                        .anyMatch(leaf -> !leaf.node()
                                .verifySignature(group.crypto, Optional.of(TestGroup.position(leaf.index())))));
                unsigned++;
            } catch (MlsException e) {
                assertTrue(e.code().name().startsWith("MLS_"), () -> String.valueOf(e));
            }
        }
        assertTrue(unsigned < INPUTS, "nothing was refused");
    }

    @Test
    @DisplayName("a path is refused by our exception, or differs in its leaf's own fields only")
    void paths() {
        try (UpdatePathBuilder builder = group.renew(0);
                Secret expected = builder.commitSecret()) {
            byte[] context = group.context(builder.tree());
            byte[] octets = UpdatePath.CODEC.toOctets(builder.encrypt(context, Set.of()));
            for (int i = 0; i < INPUTS; i++) {
                byte[] changed = altered(octets);
                int member = 1 + random.nextInt(6);
                PrivateTree keys = group.keys.get(member);
                Set<Integer> before = keys.nodes();
                try {
                    UpdatePath path = UpdatePath.CODEC.fromOctets(changed, DecodeLimits.GROUP);
                    UpdatePathProcessor processor =
                            UpdatePathProcessor.merge(group.crypto, group.tree, 0, path, Set.of());
                    try (OpenedPath opened = processor.open(keys, context);
                            Secret commitSecret = opened.commitSecret()) {
                        assertTrue(expected.equals(commitSecret));
                    }
                } catch (MlsException e) {
                    assertTrue(e.code().name().startsWith("MLS_"), () -> String.valueOf(e));
                }
                assertEquals(before, keys.nodes());
            }
        }
    }
}
