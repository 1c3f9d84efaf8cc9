package dev.e2ei.core.proposal;

import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.keypackage.GroupDemands;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which of the proposals that have come a commit takes, RFC 9420, section 12.4: as many as go together. A proposal that does
 * not go with the rest keeps no other one out, and nobody can keep others from committing by proposing nonsense.
 */
public final class ProposalChoice {
    /** Removes before Updates, the latest Update first, new demands before new members, ReInit last: it goes with nothing. */
    private static final Comparator<QueuedProposal> BY_WORTH =
            Comparator.comparing((QueuedProposal one) -> switch (one.proposal().type()) {
                case ProposalType.REMOVE -> 0;
                case ProposalType.GROUP_CONTEXT_EXTENSIONS -> 1;
                case ProposalType.REINIT -> 3;
                default -> 2;
            });

    private final ProposalRules each;
    private final ProposalListRules rules;
    private final Sender committer;

    /**
     * For one commit.
     *
     * @param each by which each proposal is checked by itself
     * @param committerIndex this client's leaf
     */
    public ProposalChoice(ProposalRules each, int committerIndex) {
        this.each = each;
        this.rules = new ProposalListRules(each);
        this.committer = new Sender.Member(committerIndex);
    }

    /**
     * The list of a commit, applied: as many of the queue as go together with all own ones, in the order in which they came,
     * then the own ones.
     *
     * @param queue what has come
     * @param own what this client commits in any case
     * @return to be followed by {@link ProposalListRules#checkResult}
     * @throws dev.e2ei.api.error.MessageRejectedException if the own ones are not valid
     */
    public AppliedProposals apply(ProposalQueue queue, List<? extends Proposal> own) {
        return rules.arrange(committer, choose(queue, own));
    }

    /** The list alone. */
    List<QueuedProposal> choose(ProposalQueue queue, List<? extends Proposal> own) {
        List<QueuedProposal> byValue = own.stream()
                .map(proposal -> QueuedProposal.byValue(proposal, committer))
                .toList();
        each.checkAll(byValue);
        arrange(byValue);
        List<QueuedProposal> valid = queue.all().stream().filter(this::isValid).toList();
        List<QueuedProposal> all = list(valid, byValue);
        return goTogether(all) ? all : list(fitting(valid, byValue), byValue);
    }

    private List<QueuedProposal> fitting(List<QueuedProposal> valid, List<QueuedProposal> byValue) {
        List<QueuedProposal> latestFirst = new ArrayList<>(valid);
        Collections.reverse(latestFirst);
        latestFirst.sort(BY_WORTH);
        List<QueuedProposal> taken = new ArrayList<>();
        take(latestFirst, taken, byValue);
        Set<QueuedProposal> kept = new HashSet<>(taken);
        return valid.stream().filter(kept::contains).toList();
    }

    /** By halves, so that a few that do not fit cost a few attempts, and not one for each that fits. */
    private void take(List<QueuedProposal> more, List<QueuedProposal> taken, List<QueuedProposal> byValue) {
        List<QueuedProposal> together = list(taken, more);
        if (goTogether(list(together, byValue))) {
            taken.addAll(more);
        } else if (more.size() > 1) {
            int half = more.size() / 2;
            take(more.subList(0, half), taken, byValue);
            take(more.subList(half, more.size()), taken, byValue);
        }
    }

    private static List<QueuedProposal> list(List<QueuedProposal> received, List<QueuedProposal> byValue) {
        List<QueuedProposal> list = new ArrayList<>(received);
        list.addAll(byValue);
        return List.copyOf(list);
    }

    private boolean isValid(QueuedProposal one) {
        try {
            each.check(one);
            return true;
        } catch (MlsException refused) {
            return false;
        }
    }

    private boolean goTogether(List<QueuedProposal> list) {
        try {
            arrange(list);
            return true;
        } catch (MlsException refused) {
            return false;
        }
    }

    private void arrange(List<QueuedProposal> list) {
        AppliedProposals applied = rules.arrange(committer, list);
        GroupDemands.of(applied.extensions()).check(applied.tree().index());
    }
}
