package dev.e2ei.core.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Where nodes stand, RFC 9420, appendix C")
class TreeMathTest {
    /** Builds the tree from its leaves; a parent stands in the middle between what its children span. */
    private static Map<Integer, int[]> children(int leafCount) {
        Map<Integer, int[]> children = new HashMap<>();
        List<Integer> level = new ArrayList<>();
        for (int leaf = 0; leaf < leafCount; leaf++) {
            level.add(2 * leaf);
        }
        while (level.size() > 1) {
            List<Integer> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                int node = (level.get(i) + level.get(i + 1)) / 2;
                children.put(node, new int[] {level.get(i), level.get(i + 1)});
                above.add(node);
            }
            level = above;
        }
        return children;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16, 64, 256})
    @DisplayName("agrees with a tree built from its leaves")
    void relatives(int leafCount) {
        Map<Integer, int[]> children = children(leafCount);
        assertEquals(TreeMath.nodeCount(leafCount), children.size() + leafCount);
        children.forEach((node, pair) -> {
            assertEquals(pair[0], TreeMath.left(node));
            assertEquals(pair[1], TreeMath.right(node));
            for (int child : pair) {
                assertEquals(node, TreeMath.parent(child));
                assertEquals(pair[0] + pair[1] - child, TreeMath.sibling(child));
                assertEquals(TreeMath.level(node) - 1, TreeMath.level(child));
            }
            assertEquals(TreeMath.firstLeaf(pair[0]), TreeMath.firstLeaf(node));
            assertEquals(TreeMath.endLeaf(pair[1]), TreeMath.endLeaf(node));
            assertEquals(TreeMath.firstLeaf(pair[1]), TreeMath.endLeaf(pair[0]));
        });
        for (int leaf = 0; leaf < leafCount; leaf++) {
            List<Integer> path = TreeMath.directPath(leaf, leafCount);
            int at = TreeMath.nodeOfLeaf(leaf);
            for (int node : path) {
                assertEquals(TreeMath.parent(at), node);
                at = node;
            }
            assertEquals(TreeMath.root(leafCount), at);
        }
    }

    @Test
    @DisplayName("the common ancestor is the lowest node of both paths")
    void commonAncestor() {
        for (int one = 0; one < 32; one++) {
            for (int other = 0; other < 32; other++) {
                List<Integer> path = new ArrayList<>(TreeMath.directPath(other, 32));
                path.add(0, 2 * other);
                List<Integer> mine = new ArrayList<>(TreeMath.directPath(one, 32));
                mine.add(0, 2 * one);
                path.retainAll(mine);
                assertEquals(path.get(0), TreeMath.commonAncestor(one, other), one + " and " + other);
                assertEquals(one == other, TreeMath.isBelow(other, 2 * one));
            }
        }
    }

    @Test
    @DisplayName("TREE-22: no node moves when a tree doubles, only the root is another")
    void stable() {
        for (int leaf = 0; leaf < 16; leaf++) {
            List<Integer> small = TreeMath.directPath(leaf, 16);
            assertEquals(small, TreeMath.directPath(leaf, 32).subList(0, small.size()));
        }
        assertEquals(15, TreeMath.root(16));
        assertEquals(31, TreeMath.root(32));
    }

    @Test
    @DisplayName("leaves have no children, parents no leaf index")
    void wrongUse() {
        assertThrows(IllegalArgumentException.class, () -> TreeMath.left(4));
        assertThrows(IllegalArgumentException.class, () -> TreeMath.right(0));
        assertThrows(IllegalArgumentException.class, () -> TreeMath.leafOfNode(3));
        assertEquals(List.of(), TreeMath.directPath(0, 1));
    }
}
