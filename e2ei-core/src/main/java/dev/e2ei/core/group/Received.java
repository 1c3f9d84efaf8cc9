package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.tree.LeafNode;
import java.util.Optional;

/** What a message turned out to be, once it was verified, with the state that follows from it. */
public sealed interface Received {
    /** {@return the state after the message; for a commit, the state in which it was received} */
    GroupState state();

    /**
     * An application message.
     *
     * @param state the state in which its key is used up
     * @param sender who sent it
     * @param content what it says
     * @param authenticatedData what its sender authenticated beside it
     */
    record Application(GroupState state, SendingLeaf sender, Bytes content, Bytes authenticatedData)
            implements Received {}

    /**
     * A proposal, kept for the commit that will refer to it.
     *
     * @param state the state that holds it
     * @param sender who sent it
     * @param leaf the sender's leaf, if it is a member
     * @param ref the proposal's reference
     * @param proposal what is proposed
     */
    record ProposalStored(GroupState state, Sender sender, Optional<LeafNode> leaf, ProposalRef ref, Proposal proposal)
            implements Received {}

    /**
     * Somebody's commit, verified; it takes effect when it is merged.
     *
     * @param state the state in which it was received
     * @param commit the staged commit
     */
    record CommitReceived(GroupState state, StagedCommit commit) implements Received {}

    /**
     * The delivery service sent this client its own pending commit: it was accepted, and takes effect when it is merged.
     *
     * @param state the state with the pending commit
     */
    record OwnCommitAccepted(PendingCommit state) implements Received {}

    /**
     * A message that cannot be read yet, kept until it can.
     *
     * @param state the state that holds it
     * @param reason what it waits for
     */
    record Buffered(GroupState state, BufferReason reason) implements Received {}

    /** What a buffered message waits for. */
    enum BufferReason {
        /** The commit that begins its epoch. */
        NEXT_EPOCH,
        /** A proposal that it refers to. */
        UNKNOWN_PROPOSAL
    }
}
