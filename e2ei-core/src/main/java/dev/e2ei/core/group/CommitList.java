package dev.e2ei.core.group;

import dev.e2ei.core.proposal.AppliedProposals;
import dev.e2ei.core.proposal.PreSharedKeyProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalChoice;
import dev.e2ei.core.proposal.ProposalListRules;
import dev.e2ei.core.proposal.ProposalQueue;
import dev.e2ei.core.proposal.ProposalRules;
import dev.e2ei.core.proposal.ReInit;
import java.util.List;

/** The proposals of a commit of this client, rule CM-1. */
final class CommitList {
    private final Operational group;
    private final PskLookup psks;
    private final ProposalRules each;
    private final ProposalListRules rules;

    CommitList(GroupEnvironment environment, Operational group) {
        GroupEpoch current = group.current();
        this.group = group;
        this.psks = new PskLookup(environment, group.groupId(), group.resumption());
        this.each = new ProposalRules(
                current.tree(),
                current.context(),
                environment.crypto(),
                environment.leafRules(),
                environment.admission(),
                true);
        this.rules = new ProposalListRules(each);
    }

    ProposalListRules rules() {
        return rules;
    }

    /**
     * As many of the waiting ones as go together with the own ones.
     *
     * @throws dev.e2ei.api.error.MessageRejectedException if the own ones are not valid
     */
    AppliedProposals choose(List<Proposal> own) {
        return new ProposalChoice(each, group.current().ownLeaf()).apply(waiting(), own);
    }

    private ProposalQueue waiting() {
        ProposalQueue queue = ProposalQueue.EMPTY;
        for (StoredProposal one : group.proposals().all()) {
            if (canBeCommitted(one.proposal())) {
                queue = queue.with(one.ref(), one.proposal(), one.sender());
            }
        }
        return queue;
    }

    // Whoever commits a ReInit has to make the group that follows (CM-10): that is for members who can.
    private boolean canBeCommitted(Proposal proposal) {
        return !(proposal instanceof ReInit)
                && (!(proposal instanceof PreSharedKeyProposal psk) || psks.has(psk.psk()));
    }
}
