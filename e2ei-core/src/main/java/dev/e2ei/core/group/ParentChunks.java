package dev.e2ei.core.group;

import dev.e2ei.core.tree.TreeMath;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parent nodes share a row. A row holds the up to 63 nodes of a subtree six levels high, so that a path from a leaf
 * to the root touches one row for each six levels; a node keeps its row when the tree grows or shrinks.
 */
final class ParentChunks {
    private static final int LEVELS = 6;

    private ParentChunks() {}

    /** The row of a parent node: its band of levels, and which subtree of that band. */
    static long chunkOf(int node) {
        int level = TreeMath.level(node);
        if (level == 0) {
            throw new IllegalArgumentException("node " + node + " is a leaf");
        }
        int band = (level - 1) / LEVELS;
        return (long) band << 32 | (long) node >> topOf(band) + 1;
    }

    private static int topOf(int band) {
        return LEVELS * (band + 1);
    }

    /** The nodes of a row that a tree has. */
    static List<Integer> nodesOf(long chunk, int nodeCount) {
        int band = (int) (chunk >> 32);
        int top = topOf(band);
        long first = (chunk & 0xffff_ffffL) << top + 1;
        List<Integer> nodes = new ArrayList<>();
        for (int level = top - LEVELS + 1; level <= top; level++) {
            for (int i = 0; i < 1 << top - level; i++) {
                long node = first + ((long) i << level + 1) + (1L << level) - 1;
                if (node < nodeCount) {
                    nodes.add((int) node);
                }
            }
        }
        return nodes;
    }
}
