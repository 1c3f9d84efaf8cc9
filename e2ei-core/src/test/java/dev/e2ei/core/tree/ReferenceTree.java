package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tree as the RFC's prose has it: one array, everything found by searching and recursion, nothing remembered. */
final class ReferenceTree {
    private final LabeledCrypto crypto;
    private @Nullable LeafNode[] leaves;
    private @Nullable ParentNode[] parents;

    ReferenceTree(LabeledCrypto crypto, LeafNode creator) {
        this.crypto = crypto;
        leaves = new @Nullable LeafNode[] {creator};
        parents = new @Nullable ParentNode[1];
    }

    int size() {
        return leaves.length;
    }

    /** Whether a leaf is below a node, counted from the node's array position by its width. */
    static boolean below(int leaf, int node) {
        int width = 1;
        while ((node + 1) % (2 * width) == 0) {
            width *= 2;
        }
        return 2 * leaf > node - width && 2 * leaf < node + width;
    }

    int add(LeafNode leaf) {
        int index = 0;
        while (index < leaves.length && leaves[index] != null) {
            index++;
        }
        if (index == leaves.length) {
            leaves = Arrays.copyOf(leaves, 2 * index);
            parents = Arrays.copyOf(parents, 4 * index - 1);
        }
        leaves[index] = leaf;
        for (int node = 1; node < parents.length; node += 2) {
            ParentNode parent = parents[node];
            if (parent != null && below(index, node)) {
                List<Integer> unmerged =
                        new ArrayList<>(parent.unmergedLeaves().stream().boxed().toList());
                unmerged.add(index);
                unmerged.sort(null);
                parents[node] = new ParentNode(parent.encryptionKey(), parent.parentHash(), LeafIndices.of(unmerged));
            }
        }
        return index;
    }

    void set(int index, @Nullable LeafNode leaf) {
        leaves[index] = leaf;
        for (int node = 1; node < parents.length; node += 2) {
            if (below(index, node)) {
                parents[node] = null;
            }
        }
        while (leaf == null && leaves.length > 1 && blank(leaves.length / 2, leaves.length)) {
            leaves = Arrays.copyOf(leaves, leaves.length / 2);
            parents = Arrays.copyOf(parents, 2 * leaves.length - 1);
        }
    }

    private boolean blank(int from, int to) {
        return Arrays.stream(leaves, from, to).allMatch(leaf -> leaf == null);
    }

    /** Takes over what a path set. */
    void merge(RatchetTree tree, int index) {
        set(index, tree.leaf(index).orElseThrow());
        for (int node : tree.directPath(index)) {
            parents[node] = tree.parent(node).orElse(null);
        }
    }

    List<Integer> resolution(int node) {
        List<Integer> found = new ArrayList<>();
        if (node % 2 == 0) {
            if (leaves[node / 2] != null) {
                found.add(node);
            }
        } else if (parents[node] != null) {
            found.add(node);
            parents[node].unmergedLeaves().stream().forEach(leaf -> found.add(2 * leaf));
        } else {
            found.addAll(resolution(child(node, -1)));
            found.addAll(resolution(child(node, 1)));
        }
        return found;
    }

    private static int child(int node, int side) {
        int step = 1;
        while ((node + 1) % (4 * step) == 0) {
            step *= 2;
        }
        return node + side * step;
    }

    List<Integer> filteredDirectPath(int leaf) {
        List<Integer> path = new ArrayList<>();
        int node = leaves.length - 1;
        while (node % 2 == 1) {
            int near = below(leaf, child(node, -1)) ? child(node, -1) : child(node, 1);
            int far = near < node ? child(node, 1) : child(node, -1);
            if (!resolution(far).isEmpty()) {
                path.add(0, node);
            }
            node = near;
        }
        return path;
    }

    Bytes treeHash(int node, Set<Integer> without) {
        try (TlsWriter out = new TlsWriter()) {
            if (node % 2 == 0) {
                out.u8(1);
                out.u32(node / 2);
                out.optional(
                        LeafNode.CODEC,
                        without.contains(node / 2) ? Optional.empty() : Optional.ofNullable(leaves[node / 2]));
            } else {
                out.u8(2);
                out.optional(
                        ParentNode.CODEC,
                        Optional.ofNullable(parents[node])
                                .map(parent -> new ParentNode(
                                        parent.encryptionKey(),
                                        parent.parentHash(),
                                        LeafIndices.of(parent.unmergedLeaves().stream()
                                                .boxed()
                                                .filter(leaf -> !without.contains(leaf))
                                                .toList()))));
                out.bytes(treeHash(child(node, -1), without));
                out.bytes(treeHash(child(node, 1), without));
            }
            return Bytes.of(crypto.hash(out.toOctets()));
        }
    }
}
