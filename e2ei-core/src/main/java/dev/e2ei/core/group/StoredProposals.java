package dev.e2ei.core.group;

import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
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
    static final StoredProposals NONE = new StoredProposals(Map.of(), ProposalQueue.EMPTY);

    /** Far more than there are members to be removed at once; each message costs what is stored already. */
    private static final int MOST = 16_384;

    /** All of them are held in memory; a single one may be as long as a message. */
    private static final long MOST_OCTETS = 32L * 1024 * 1024;

    private final Map<ProposalRef, StoredProposal> byRef;
    private final ProposalQueue queue;

    private StoredProposals(Map<ProposalRef, StoredProposal> byRef, ProposalQueue queue) {
        this.byRef = Collections.unmodifiableMap(byRef);
        this.queue = queue;
    }

    static StoredProposals of(List<StoredProposal> proposals) {
        Map<ProposalRef, StoredProposal> byRef = new LinkedHashMap<>();
        ProposalQueue queue = ProposalQueue.EMPTY;
        List<StoredProposal> inOrder = proposals.stream()
                .sorted(Comparator.comparingLong(StoredProposal::sequence))
                .toList();
        for (StoredProposal one : inOrder) {
            byRef.put(one.ref(), one);
            queue = queue.with(one.ref(), one.proposal(), one.sender());
        }
        return new StoredProposals(byRef, queue);
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
        StoredProposal added = new StoredProposal(sequence, ref, proposal, sender, leafKey, signer);
        if (byRef.size() >= MOST || octets() + added.octets() > MOST_OCTETS) {
            leafKey.ifPresent(Secret::close);
            throw new MlsException(ErrorCode.MLS_LIMIT, "too many proposals wait to be committed");
        }
        Map<ProposalRef, StoredProposal> next = new LinkedHashMap<>(byRef);
        next.put(ref, added);
        return new StoredProposals(next, queue.with(ref, proposal, sender));
    }

    private long octets() {
        return byRef.values().stream().mapToLong(StoredProposal::octets).sum();
    }

    StoredProposals without(ProposalRef ref) {
        return of(byRef.values().stream()
                .filter(stored -> !stored.ref().equals(ref))
                .toList());
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
        return queue;
    }
}
