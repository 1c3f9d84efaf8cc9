package dev.e2ei.core.proposal;

import java.util.Optional;

/**
 * A proposal with whoever makes it: the committer for one that stands in the commit itself, else the sender of the message
 * that brought it.
 *
 * @param proposal what is proposed
 * @param sender by whom
 * @param ref by which the commit names it; none for one in the commit itself
 */
public record QueuedProposal(Proposal proposal, Sender sender, Optional<ProposalRef> ref) {
    /** A proposal in the commit itself. */
    public static QueuedProposal byValue(Proposal proposal, Sender committer) {
        return new QueuedProposal(proposal, committer, Optional.empty());
    }

    /** How the commit holds it. */
    public ProposalOrRef inCommit() {
        return ref.<ProposalOrRef>map(one -> one).orElse(proposal);
    }
}
