package dev.e2ei.core.group;

import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.proposal.QueuedProposal;
import dev.e2ei.core.proposal.Sender;
import java.util.Optional;

/**
 * A verified proposal of the current epoch; with an own Update, the private key of the leaf that it brings and the
 * credential that the leaf shows.
 */
public final class StoredProposal {
    private final long sequence;
    private final ProposalRef ref;
    private final Proposal proposal;
    private final Sender sender;
    private final Optional<Secret> leafKey;
    private final Optional<CredentialRef> signer;
    private final int octets;

    StoredProposal(
            long sequence,
            ProposalRef ref,
            Proposal proposal,
            Sender sender,
            Optional<Secret> leafKey,
            Optional<CredentialRef> signer) {
        this.sequence = sequence;
        this.ref = ref;
        this.proposal = proposal;
        this.sender = sender;
        this.leafKey = leafKey;
        this.signer = signer;
        this.octets = Proposal.CODEC.toOctets(proposal).length;
    }

    /** {@return in which order proposals came} */
    public long sequence() {
        return sequence;
    }

    /** {@return its reference} */
    public ProposalRef ref() {
        return ref;
    }

    /** {@return what is proposed} */
    public Proposal proposal() {
        return proposal;
    }

    /** {@return who proposed it} */
    public Sender sender() {
        return sender;
    }

    /** {@return the proposal as a list of proposals takes it} */
    public QueuedProposal queued() {
        return new QueuedProposal(proposal, sender, Optional.of(ref));
    }

    /** How long the proposal is on the wire. */
    int octets() {
        return octets;
    }

    /** The private key of the leaf of an own Update; the state's own, not to be closed. */
    Optional<Secret> leafKey() {
        return leafKey;
    }

    /** The credential of the leaf of an own Update. */
    Optional<CredentialRef> signer() {
        return signer;
    }
}
