package dev.e2ei.core.keypackage;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafPosition;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeLeaf;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What has to hold for all leaves of a tree that a client gets when it joins, or looks at before, RFC 9420, section
 * 12.4.3.1; the cheap rules first. The tree as such is for {@code TreeRules}.
 */
public final class JoinedLeafRules {
    /** Below that, sharing the work out costs more than it saves. */
    private static final int PARALLEL_FROM = 64;

    private final LeafNodeRules leaves;
    private final LeafAdmission admission;

    public JoinedLeafRules(LeafNodeRules leaves, LeafAdmission admission) {
        this.leaves = leaves;
        this.admission = admission;
    }

    /**
     * Checks every leaf, its signature and credential included, the group's demands on them, and who may propose from
     * outside.
     *
     * @param groupId of the group
     * @param extensions of the group's context
     * @throws dev.e2ei.api.error.MessageRejectedException with a rule that is broken
     */
    public void check(RatchetTree tree, Bytes groupId, Extensions extensions) {
        List<TreeLeaf> all = tree.leaves();
        all.forEach(leaf -> leaves.check(leaf.node(), LeafRole.TREE));
        GroupDemands demands = GroupDemands.of(extensions);
        demands.check(tree.index());
        demands.checkExternalSenders(leaves.crypto(), admission);
        each(all, leaf -> leaves.checkSignature(leaf.node(), Optional.of(new LeafPosition(groupId, leaf.index()))));
        each(all, leaf -> admission.admit(leaf.node(), LeafRole.TREE));
    }

    private static void each(List<TreeLeaf> all, Consumer<TreeLeaf> rule) {
        Stream<TreeLeaf> stream = all.size() < PARALLEL_FROM ? all.stream() : all.parallelStream();
        stream.forEach(rule);
    }
}
