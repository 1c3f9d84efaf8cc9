package dev.e2ei.core.proposal;

import dev.e2ei.api.error.MessageRejectedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proposals of an epoch that were received or sent, in that order: an immutable value. The next epoch begins without. */
public final class ProposalQueue {
    /** None. */
    public static final ProposalQueue EMPTY = new ProposalQueue(Map.of());

    private final Map<ProposalRef, QueuedProposal> proposals;

    private ProposalQueue(Map<ProposalRef, QueuedProposal> proposals) {
        this.proposals = proposals;
    }

    /** With one more, at the end; one that is there already stays where it is. */
    public ProposalQueue with(ProposalRef ref, Proposal proposal, Sender sender) {
        if (proposals.containsKey(ref)) {
            return this;
        }
        Map<ProposalRef, QueuedProposal> more = new LinkedHashMap<>(proposals);
        more.put(ref, new QueuedProposal(proposal, sender, Optional.of(ref)));
        return new ProposalQueue(more);
    }

    /** All, oldest first. */
    public List<QueuedProposal> all() {
        return List.copyOf(proposals.values());
    }

    public boolean isEmpty() {
        return proposals.isEmpty();
    }

    /** The references of a commit that are not known here: such a commit waits, or fails, but skips nothing. */
    public List<ProposalRef> unknown(Commit commit) {
        return commit.proposals().stream()
                .filter(ProposalRef.class::isInstance)
                .map(ProposalRef.class::cast)
                .filter(ref -> !proposals.containsKey(ref))
                .toList();
    }

    /**
     * The list of a commit, in its order.
     *
     * @param committer who sent it
     * @throws MessageRejectedException if a reference is not known, PL-1
     */
    public List<QueuedProposal> resolve(Commit commit, Sender committer) {
        List<QueuedProposal> list = new ArrayList<>();
        for (ProposalOrRef either : commit.proposals()) {
            if (either instanceof Proposal proposal) {
                list.add(QueuedProposal.byValue(proposal, committer));
            } else {
                QueuedProposal known = proposals.get((ProposalRef) either);
                if (known == null) {
                    throw new MessageRejectedException(
                            "PL-1", "a commit refers to a proposal that has not come, RFC 9420, 12.2");
                }
                list.add(known);
            }
        }
        return List.copyOf(list);
    }
}
