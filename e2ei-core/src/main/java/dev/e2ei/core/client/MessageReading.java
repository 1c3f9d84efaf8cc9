package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.core.group.Group;
import dev.e2ei.core.group.GroupState;
import dev.e2ei.core.group.Inactive;
import dev.e2ei.core.group.Operational;
import dev.e2ei.core.group.Received;
import dev.e2ei.core.group.Replayed;
import dev.e2ei.core.group.StagedCommit;
import dev.e2ei.core.proposal.Add;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Update;
import dev.e2ei.core.tree.LeafNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reading of one message, and of those that had waited for it. Nothing is written: the states that it passes through
 * are this object's until the last one takes the first one's place.
 */
final class MessageReading {
    private final ConversationWork work;
    private final Group groups;
    private final GroupState first;
    private final List<GroupState> passed = new ArrayList<>();
    private GroupState state;

    MessageReading(ConversationWork work, Group groups, GroupState state) {
        this.work = work;
        this.groups = groups;
        this.first = state;
        this.state = state;
    }

    GroupState state() {
        return state;
    }

    /** States on the way, which nobody will use again. */
    List<GroupState> passed() {
        return passed;
    }

    private void move(GroupState next) {
        if (state != first && state != next) {
            passed.add(state);
        }
        state = next;
    }

    /** Wipes what came of it, when it is not to be kept. */
    void drop() {
        move(first);
        passed.forEach(dropped -> GroupState.retire(dropped, first));
    }

    ReceivedMessage read(Bytes message) {
        return told(groups.receive(state, message), true);
    }

    /** What had come too early and can be read now; one that is no good is left out. */
    List<ReceivedMessage> replay() {
        List<ReceivedMessage> messages = new ArrayList<>();
        while (!(state instanceof Inactive)) {
            Replayed replayed = groups.replay(state);
            move(replayed.state());
            if (replayed.received().isEmpty()) {
                break;
            }
            messages.add(told(replayed.received().get(), false));
        }
        return messages;
    }

    private ReceivedMessage told(Received received, boolean replaying) {
        move(received.state());
        if (received instanceof Received.Application application) {
            return new ReceivedMessage.Application(
                    application.content(),
                    application.authenticatedData(),
                    effects().senders().of(application.sender()),
                    application.sender().epoch());
        }
        if (received instanceof Received.ProposalStored stored) {
            return proposal(stored, replaying);
        }
        if (received instanceof Received.CommitReceived commit) {
            return merge(commit.commit(), replaying);
        }
        if (received instanceof Received.OwnCommitAccepted own) {
            return merge(own.state().staged(), replaying);
        }
        return new ReceivedMessage.Buffered(
                ((Received.Buffered) received).reason() == Received.BufferReason.NEXT_EPOCH
                        ? ReceivedMessage.Buffered.Reason.NEXT_EPOCH
                        : ReceivedMessage.Buffered.Reason.UNKNOWN_PROPOSAL);
    }

    private CommitEffects effects() {
        return new CommitEffects(work, state.suite());
    }

    private ReceivedMessage proposal(Received.ProposalStored stored, boolean replaying) {
        Operational group = state.operational();
        ReceivedMessage.Proposal alone = new ReceivedMessage.Proposal(
                effects().senders().of(group, stored.sender(), stored.leaf(), stored.proposal()),
                CommitDelay.of(group),
                newDistributionPoints(stored.proposal()),
                List.of());
        List<ReceivedMessage> buffered = replaying ? replay() : List.of();
        return buffered.isEmpty()
                ? alone
                : new ReceivedMessage.Proposal(
                        alone.sender(), Optional.empty(), alone.newCrlDistributionPoints(), buffered);
    }

    private NewCrlDistributionPoints newDistributionPoints(Proposal proposal) {
        List<LeafNode> leaves = new ArrayList<>();
        if (proposal instanceof Add add) {
            leaves.add(add.keyPackage().leaf());
        } else if (proposal instanceof Update update) {
            leaves.add(update.leafNode());
        }
        return work.newDistributionPoints(leaves);
    }

    private ReceivedMessage merge(StagedCommit commit, boolean replaying) {
        CommitEffects effects = effects();
        ReceivedMessage.Commit alone = effects.received(commit);
        move(groups.merge(state, commit));
        return new ReceivedMessage.Commit(
                alone.sender(),
                state.epoch(),
                !(state instanceof Inactive),
                alone.changes(),
                alone.newCrlDistributionPoints(),
                replaying ? replay() : List.of());
    }
}
