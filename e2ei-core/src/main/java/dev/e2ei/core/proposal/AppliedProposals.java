package dev.e2ei.core.proposal;

import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a list of proposals makes of a group, before the path.
 *
 * @param list the list in the commit's order
 * @param committer who commits it
 * @param committerIndex the committer's leaf; of one that joins from outside the leaf that it will get
 * @param tree the tree after all proposals, before the path; without the leaf of one that joins from outside
 * @param extensions the group's extensions after all proposals
 * @param updated whose leaves are other ones, by the order of the list
 * @param removed who is gone, by the order of the list
 * @param added who is new, by the order of the list, which is that of their indices' assignment
 * @param psks the pre-shared keys in the order of the list
 * @param reInit the end of the group, if it is that
 * @param externalInit of one that joins from outside
 * @param pathRequired whether the commit has to have a path
 */
public record AppliedProposals(
        List<QueuedProposal> list,
        Sender committer,
        int committerIndex,
        RatchetTree tree,
        Extensions extensions,
        List<Updated> updated,
        List<Removed> removed,
        List<Added> added,
        List<PreSharedKeyId> psks,
        Optional<ReInit> reInit,
        Optional<ExternalInitProposal> externalInit,
        boolean pathRequired) {
    /**
     * A leaf in another one's place.
     *
     * @param leafIndex where
     * @param before the leaf that went
     * @param after the leaf that came
     */
    public record Updated(int leafIndex, LeafNode before, LeafNode after) {}

    /**
     * A leaf that is gone.
     *
     * @param leafIndex where it was
     * @param before the leaf
     */
    public record Removed(int leafIndex, LeafNode before) {}

    /**
     * A new leaf.
     *
     * @param leafIndex where it is
     * @param keyPackage of which it is, and to which a welcome goes
     */
    public record Added(int leafIndex, KeyPackage keyPackage) {}

    /** {@inheritDoc} */
    public AppliedProposals {
        list = List.copyOf(list);
        updated = List.copyOf(updated);
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        psks = List.copyOf(psks);
    }

    /** The indices of the new leaves, to which path secrets are not encrypted. */
    public Set<Integer> addedIndices() {
        return added.stream().map(Added::leafIndex).collect(Collectors.toUnmodifiableSet());
    }

    public boolean removes(int leafIndex) {
        return removed.stream().anyMatch(one -> one.leafIndex() == leafIndex);
    }
}
