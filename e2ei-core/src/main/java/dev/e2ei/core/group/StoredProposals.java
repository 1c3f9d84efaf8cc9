package dev.e2ei.core.group;

import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalQueue;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.proposal.Sender;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The proposals of the current epoch, in the order in which they came. Immutable. */
public final class StoredProposals {
    static final StoredProposals NONE = new StoredProposals(Map.of());

    private final Map<ProposalRef, StoredProposal> byRef;

    private StoredProposals(Map<ProposalRef, StoredProposal> byRef) {
        this.byRef = Collections.unmodifiableMap(byRef);
    }

    static StoredProposals of(List<StoredProposal> proposals) {
        Map<ProposalRef, StoredProposal> byRef = new LinkedHashMap<>();
        proposals.stream()
                .sorted(Comparator.comparingLong(StoredProposal::sequence))
                .forEach(proposal -> byRef.put(proposal.ref(), proposal));
        return new StoredProposals(byRef);
    }

    /** With one more; the key is taken over. */
    StoredProposals with(
            ProposalRef ref,
            Proposal proposal,
            Sender sender,
            Optional<Secret> leafKey,
            Optional<CredentialRef> signer) {
        long sequence = byRef.values().stream()
                        .mapToLong(StoredProposal::sequence)
                        .max()
                        .orElse(-1)
                + 1;
        Map<ProposalRef, StoredProposal> next = new LinkedHashMap<>(byRef);
        next.put(ref, new StoredProposal(sequence, ref, proposal, sender, leafKey, signer));
        return new StoredProposals(next);
    }

    StoredProposals without(ProposalRef ref) {
        Map<ProposalRef, StoredProposal> next = new LinkedHashMap<>(byRef);
        next.remove(ref);
        return new StoredProposals(next);
    }

    /**
     * The proposal of a reference.
     *
     * @param ref the reference
     * @return the proposal, or none
     */
    public Optional<StoredProposal> find(ProposalRef ref) {
        return Optional.ofNullable(byRef.get(ref));
    }

    /** {@return all of them, oldest first} */
    public Collection<StoredProposal> all() {
        return byRef.values();
    }

    /** {@return whether there are none} */
    public boolean isEmpty() {
        return byRef.isEmpty();
    }

    /** {@return the same proposals as the rules for lists take them} */
    public ProposalQueue queue() {
        ProposalQueue queue = ProposalQueue.EMPTY;
        for (StoredProposal stored : byRef.values()) {
            queue = queue.with(stored.ref(), stored.proposal(), stored.sender());
        }
        return queue;
    }
}
