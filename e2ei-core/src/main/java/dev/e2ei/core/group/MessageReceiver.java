package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.StaleEpochException;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.ContentType;
import dev.e2ei.core.framing.GroupMessageIn;
import dev.e2ei.core.framing.MessageUnprotection;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.PublicMessageIn;
import dev.e2ei.core.framing.VerifiedContent;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.proposal.ProposalRules;
import dev.e2ei.core.proposal.QueuedProposal;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.tree.LeafNode;
import java.util.List;
import java.util.Optional;

/**
 * Reads the messages of a group. Which epoch a message says to be of decides what may become of it; then it is opened,
 * verified, and only then is its content looked at. A message that is refused leaves nothing behind.
 */
final class MessageReceiver {
    private final GroupEnvironment environment;

    MessageReceiver(GroupEnvironment environment) {
        this.environment = environment;
    }

    Received receive(GroupState state, Bytes octets) {
        Operational group = state.operational();
        if (!(MlsMessageIn.read(octets.toByteArray()) instanceof GroupMessageIn message)) {
            throw new MessageRejectedException("MP-7", "this is no message to the members of a group (6)");
        }
        if (!message.groupId().equals(group.groupId())) {
            throw new MessageRejectedException("MP-7", "the message is for another group (6)");
        }
        if (state instanceof PendingCommit pending && pending.message().equals(octets)) {
            return new Received.OwnCommitAccepted(pending);
        }
        int order = Long.compareUnsigned(message.epoch(), group.epoch());
        if (order > 0) {
            return tooEarly(state, message, octets);
        }
        return order == 0 ? current(state, message, octets) : late(state, message);
    }

    private Received tooEarly(GroupState state, GroupMessageIn message, Bytes octets) {
        if (message.epoch() - state.epoch() != 1) {
            throw new StaleEpochException(message.epoch(), state.epoch());
        }
        return buffer(state, message.epoch(), octets, List.of(), Received.BufferReason.NEXT_EPOCH);
    }

    private Received buffer(
            GroupState state, long epoch, Bytes octets, List<ProposalRef> missing, Received.BufferReason reason) {
        MessageBuffer buffer = state.operational().buffer();
        if (buffer.contains(octets)) {
            throw new MlsException(ErrorCode.DUPLICATE_MESSAGE, "the message waits in the buffer already");
        }
        if (!buffer.hasRoomFor(octets, environment.settings())) {
            throw new MlsException(ErrorCode.MLS_LIMIT, "too many messages wait for what comes before them");
        }
        Operational group = state.operational().withBuffer(buffer.with(epoch, octets, missing));
        return new Received.Buffered(GroupState.over(state, group), reason);
    }

    private Received late(GroupState state, GroupMessageIn message) {
        Operational group = state.operational();
        if (message instanceof PublicMessageIn open
                && open.confirmationTag().equals(Optional.of(group.current().confirmationTag()))) {
            throw new MlsException(ErrorCode.DUPLICATE_MESSAGE, "the commit that led to this epoch comes once more");
        }
        PastEpoch past = group.past(message.epoch())
                .filter(kept -> message.contentType() == ContentType.APPLICATION)
                .orElseThrow(() -> new StaleEpochException(message.epoch(), group.epoch()));
        EpochView view = EpochView.past(group, past);
        VerifiedContent content = verify(view, message);
        PastEpoch used = past.withKeys(content.secretTree().orElse(past.keys()));
        return application(GroupState.over(state, group.withPast(used)), content, view);
    }

    private VerifiedContent verify(EpochView view, GroupMessageIn message) {
        return new MessageUnprotection(
                        environment.crypto(),
                        view.epoch(),
                        environment.settings().window())
                .open(message)
                .verify();
    }

    private Received current(GroupState state, GroupMessageIn message, Bytes octets) {
        Operational group = state.operational();
        EpochView view = EpochView.current(group);
        VerifiedContent content = verify(view, message);
        GroupEpoch used = group.current()
                .withKeys(content.secretTree().orElse(group.current().keys()));
        GroupState next = GroupState.over(state, group.withCurrent(used));
        try {
            if (content.content() instanceof Content.ProposalContent proposal) {
                return proposal(next, content, proposal.proposal());
            }
            if (content.content() instanceof Content.CommitContent commit) {
                List<ProposalRef> missing = group.proposals().queue().unknown(commit.commit());
                if (!missing.isEmpty() && !isOwn(group, content)) {
                    GroupState.retire(next, state);
                    return buffer(state, message.epoch(), octets, missing, Received.BufferReason.UNKNOWN_PROPOSAL);
                }
                return commit(next, content, commit.commit());
            }
            return application(next, content, view);
        } catch (RuntimeException e) {
            GroupState.retire(next, state);
            throw e;
        }
    }

    private static boolean isOwn(Operational group, VerifiedContent content) {
        return content.sender() instanceof Sender.Member member
                && member.leafIndex() == group.current().ownLeaf();
    }

    private static Received application(GroupState next, VerifiedContent content, EpochView view) {
        if (content.content() instanceof Content.ApplicationContent application
                && content.sender() instanceof Sender.Member member) {
            LeafNode leaf = view.leaf(member.leafIndex()).orElseThrow();
            SendingLeaf sender = new SendingLeaf(member.leafIndex(), leaf, view.number(), view.ended());
            return new Received.Application(next, sender, application.octets(), content.authenticatedData());
        }
        throw new MessageRejectedException("MP-4", "application data comes from members only (6)");
    }

    private Received proposal(GroupState next, VerifiedContent content, Proposal proposal) {
        Operational group = next.operational();
        ProposalRef ref = content.authenticated().proposalRef(environment.crypto());
        if (group.proposals().find(ref).isPresent() || isOwn(group, content)) {
            throw new MlsException(ErrorCode.DUPLICATE_MESSAGE, "MP-14: the proposal is known, or this client's own");
        }
        rules(group).check(new QueuedProposal(proposal, content.sender(), Optional.of(ref)));
        StoredProposals proposals =
                group.proposals().with(ref, proposal, content.sender(), Optional.empty(), Optional.empty());
        Optional<LeafNode> leaf = content.sender() instanceof Sender.Member member
                ? group.current().leaf(member.leafIndex())
                : Optional.empty();
        return new Received.ProposalStored(
                GroupState.over(next, group.withProposals(proposals)), content.sender(), leaf, ref, proposal);
    }

    private ProposalRules rules(Operational group) {
        return new ProposalRules(
                group.current().tree(),
                group.current().context(),
                environment.crypto(),
                environment.leafRules(),
                environment.admission(),
                false);
    }

    private Received commit(GroupState next, VerifiedContent content, Commit commit) {
        Operational group = next.operational();
        if (isOwn(group, content)) {
            throw new MlsException(
                    ErrorCode.DUPLICATE_MESSAGE, "MP-14: the commit is this client's own, and was let go");
        }
        return new Received.CommitReceived(next, new CommitProcessor(environment).process(group, content));
    }
}
