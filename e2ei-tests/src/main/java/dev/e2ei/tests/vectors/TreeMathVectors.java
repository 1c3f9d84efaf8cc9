package dev.e2ei.tests.vectors;

import dev.e2ei.core.tree.TreeMath;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** {@code tree-math}: where nodes stand. */
final class TreeMathVectors implements VectorKind {
    @Override
    public String name() {
        return "tree-math";
    }

    @Override
    public void verify(VectorCase vector) {
        int leaves = vector.index("n_leaves");
        int nodes = vector.index("n_nodes");
        int root = vector.index("root");
        VectorCase.same("n_nodes", nodes, TreeMath.nodeCount(leaves));
        VectorCase.same("root", root, TreeMath.root(leaves));
        compare(vector, "left", nodes, node -> !TreeMath.isLeaf(node), TreeMath::left);
        compare(vector, "right", nodes, node -> !TreeMath.isLeaf(node), TreeMath::right);
        compare(vector, "parent", nodes, node -> node != root, TreeMath::parent);
        compare(vector, "sibling", nodes, node -> node != root, TreeMath::sibling);
    }

    private static void compare(
            VectorCase vector, String member, int nodes, IntPredicate has, IntUnaryOperator relative) {
        List<Optional<Integer>> ours = IntStream.range(0, nodes)
                .mapToObj(node -> has.test(node) ? Optional.of(relative.applyAsInt(node)) : Optional.<Integer>empty())
                .toList();
        VectorCase.same(member, vector.numbers(member), ours);
    }
}
