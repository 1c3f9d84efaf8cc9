package dev.e2ei.core.group;

import dev.e2ei.core.proposal.AppliedProposals;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.tree.LeafNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a commit does to the members and to the group.
 *
 * @param added members that came in, a joiner by external commit included
 * @param removed members that are gone, with the leaves they had; a joiner's former self included
 * @param updated members with another leaf, the committer included where it brings one
 * @param reInit the group is closed, and another one with these parameters takes its place
 */
public record CommitChanges(
        List<GroupMember> added, List<GroupMember> removed, List<LeafChange> updated, Optional<ReInit> reInit) {
    /** Nothing changed but the keys. */
    public static final CommitChanges NONE = new CommitChanges(List.of(), List.of(), List.of(), Optional.empty());

    /** {@inheritDoc} */
    public CommitChanges {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        updated = List.copyOf(updated);
    }

    /** Of a list of proposals with a path. */
    static CommitChanges of(AppliedProposals applied, Optional<LeafNode> pathLeaf) {
        List<GroupMember> added = new ArrayList<>();
        List<LeafChange> updated = new ArrayList<>();
        applied.added()
                .forEach(one -> added.add(
                        new GroupMember(one.leafIndex(), one.keyPackage().leaf())));
        applied.updated().forEach(one -> updated.add(new LeafChange(one.leafIndex(), one.before(), one.after())));
        int committer = applied.committerIndex();
        pathLeaf.ifPresent(leaf -> {
            if (applied.committer() instanceof Sender.NewMemberCommit) {
                added.add(new GroupMember(committer, leaf));
            } else {
                updated.add(
                        new LeafChange(committer, applied.tree().leaf(committer).orElseThrow(), leaf));
            }
        });
        List<GroupMember> removed = applied.removed().stream()
                .map(one -> new GroupMember(one.leafIndex(), one.before()))
                .toList();
        return new CommitChanges(added, removed, updated, applied.reInit());
    }
}
