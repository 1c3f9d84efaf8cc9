package dev.e2ei.core.proposal;

import static dev.e2ei.core.proposal.ProposalRules.require;

import dev.e2ei.core.keypackage.GroupDemands;
import dev.e2ei.core.keypackage.LeafRole;
import dev.e2ei.core.proposal.AppliedProposals.Added;
import dev.e2ei.core.proposal.AppliedProposals.Removed;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeLeaf;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a list of proposals may be committed, and what it makes of the group, RFC 9420, sections 12.2 to 12.4: one code
 * for whoever commits and for whoever receives. Nothing is changed; the answer is a value.
 */
public final class ProposalListRules {
    private static final Set<Integer> WITHOUT_PATH = Set.of(ProposalType.ADD, ProposalType.PSK, ProposalType.REINIT);

    private final ProposalRules each;

    /**
     * In one epoch.
     *
     * @param each by which each proposal is checked by itself
     */
    public ProposalListRules(ProposalRules each) {
        this.each = each;
    }

    /**
     * Checks a list and applies it. To be followed by {@link #checkResult}, once the path is known.
     *
     * @param committer a member, or one who joins by the commit
     * @param list in the commit's order
     * @throws dev.e2ei.api.error.MessageRejectedException with the rule that the list breaks
     */
    public AppliedProposals apply(Sender committer, List<QueuedProposal> list) {
        ProposalListShape.check(list, committer);
        each.checkAll(list);
        return arrange(committer, list);
    }

    /** The same for proposals that were checked by themselves. */
    AppliedProposals arrange(Sender committer, List<QueuedProposal> list) {
        ProposalListShape.check(list, committer);
        Application application = new Application(each.tree(), each.context().extensions());
        application.run(list);
        checkClients(application);
        boolean joins = committer instanceof Sender.NewMemberCommit;
        return new AppliedProposals(
                list,
                committer,
                joins ? application.tree.firstBlankLeaf() : ((Sender.Member) committer).leafIndex(),
                application.tree,
                application.extensions,
                application.updated,
                application.removed,
                application.added,
                application.psks,
                application.reInit,
                application.externalInit,
                list.isEmpty()
                        || list.stream()
                                .anyMatch(one ->
                                        !WITHOUT_PATH.contains(one.proposal().type())));
    }

    /** No client is added twice, nor beside a leaf that it has; leaves that were doubled before are not our business. */
    private void checkClients(Application application) {
        Set<Object> clients = new HashSet<>();
        Set<Object> initKeys = new HashSet<>();
        Set<Integer> indices = new HashSet<>();
        for (Added added : application.added) {
            indices.add(added.leafIndex());
            require(
                    clients.add(each.admission().clientOf(added.keyPackage().leaf())),
                    "PL-4",
                    "no client is added twice, RFC 9420, 12.2");
            require(
                    initKeys.add(added.keyPackage().initKey()),
                    "KP-8",
                    "key packages of one commit have distinct init keys");
        }
        if (clients.isEmpty()) {
            return;
        }
        for (TreeLeaf leaf : application.tree.leaves()) {
            require(
                    indices.contains(leaf.index())
                            || !clients.contains(each.admission().clientOf(leaf.node())),
                    "PL-4",
                    "the client of leaf " + leaf.index() + " is a member already, RFC 9420, 12.2");
        }
    }

    /**
     * Checks what comes of a list and the path's leaf together: whether there has to be a path, its leaf, and the demands
     * of the group on all leaves. The keys of the path are for {@code UpdatePathProcessor}.
     *
     * @param applied of {@link #apply} in the same epoch
     * @param pathLeaf the leaf of the commit's path
     * @throws dev.e2ei.api.error.MessageRejectedException with the rule that it breaks
     */
    public void checkResult(AppliedProposals applied, Optional<LeafNode> pathLeaf) {
        require(
                pathLeaf.isPresent() || !applied.pathRequired(),
                "PL-9",
                "a commit of this list has a path, RFC 9420, 12.4");
        RatchetTree tree = pathLeaf.map(leaf -> withPathLeaf(applied, leaf)).orElse(applied.tree());
        GroupDemands.of(applied.extensions()).check(tree.index());
        pathLeaf.ifPresent(leaf -> checkPathLeaf(applied, leaf));
    }

    private static RatchetTree withPathLeaf(AppliedProposals applied, LeafNode leaf) {
        return applied.externalInit().isPresent()
                ? applied.tree().addLeaf(leaf)
                : applied.tree().updateLeaf(applied.committerIndex(), leaf);
    }

    private void checkPathLeaf(AppliedProposals applied, LeafNode leaf) {
        int index = applied.committerIndex();
        if (applied.externalInit().isEmpty()) {
            LeafNode before = applied.tree().leaf(index).orElseThrow();
            each.checkReplacement(index, before, leaf, LeafRole.COMMIT);
            return;
        }
        for (Removed former : applied.removed()) {
            require(
                    each.admission().sameClient(former.before(), leaf),
                    "PL-7",
                    "who joins from outside removes nobody but its former self, RFC 9420, 12.2");
            each.checkReplacement(index, former.before(), leaf, LeafRole.EXTERNAL_JOIN);
        }
        if (applied.removed().isEmpty()) {
            each.leaves().check(leaf, LeafRole.EXTERNAL_JOIN);
            each.checkProof(index, leaf, LeafRole.EXTERNAL_JOIN);
        }
    }
}
