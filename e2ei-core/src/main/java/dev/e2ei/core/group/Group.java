package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.Welcome;
import dev.e2ei.core.keypackage.NewKeyPackage;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.schedule.Exporter;
import dev.e2ei.core.tree.RatchetTree;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What can be done with groups of one suite at one instant. Each operation takes a state and gives another one; nothing is
 * written: the caller saves the difference with {@link GroupRepository}, and then lets {@link GroupState#retire} wipe what
 * the former state had for itself.
 */
public final class Group {
    private final GroupEnvironment environment;

    /**
     * As of an instant.
     *
     * @param environment trust, time, randomness and the suite
     */
    public Group(GroupEnvironment environment) {
        this.environment = environment;
    }

    /**
     * Joins a group by a Welcome.
     *
     * @param welcome the Welcome
     * @param treeApart the tree, if it came by another way
     * @param keyPackage the key package by which this client was added; not closed
     * @param signer the credential of that key package, as the client finds it again
     * @param config what is settled for the group
     * @param member whether this client is in a group already
     * @return the group
     * @throws dev.e2ei.api.error.MlsException if a rule is broken, or a key is missing
     */
    public Operational join(
            Welcome welcome,
            Optional<RatchetTree> treeApart,
            NewKeyPackage keyPackage,
            Optional<CredentialRef> signer,
            GroupConfig config,
            Predicate<Bytes> member) {
        return new WelcomeProcessor(environment).join(welcome, treeApart, keyPackage, signer, config, member);
    }

    /**
     * Reads a message.
     *
     * @param state the group
     * @param message an MLSMessage
     * @return what it is, with the state that follows
     * @throws dev.e2ei.api.error.NotAMemberException if the group was left
     * @throws dev.e2ei.api.error.StaleEpochException if its epoch is not kept any more, or too far ahead
     * @throws dev.e2ei.api.error.MlsException if it is malformed, breaks a rule or was read before
     */
    public Received receive(GroupState state, Bytes message) {
        return new MessageReceiver(environment).receive(state, message);
    }

    /**
     * Reads what had come too early and can be read now; to be called after each merge and each proposal until nothing
     * comes.
     *
     * @param state the group
     * @return the first message that could be read, and the state without those before it that could not
     */
    public Replayed replay(GroupState state) {
        return new BufferReplay(new MessageReceiver(environment)).next(state);
    }

    /**
     * Lets a commit take effect.
     *
     * @param state the state that came with the commit; a pending commit of this client is let go
     * @param commit the commit
     * @return the group in the next epoch, or left or closed
     * @throws IllegalStateException if the group is in another epoch than the commit
     */
    public GroupState merge(GroupState state, StagedCommit commit) {
        return new CommitMerge(environment.settings(), environment.now()).merge(state, commit);
    }

    /**
     * Lets this client's commit take effect, since the delivery service has taken it.
     *
     * @param state the group with the pending commit
     * @return the group in the next epoch
     */
    public GroupState mergePending(PendingCommit state) {
        return merge(state, state.staged());
    }

    /**
     * Lets this client's commit go.
     *
     * @param state the group with the pending commit
     * @return the group without it
     */
    public Operational clearPending(PendingCommit state) {
        return state.base().withVersion(state.version() + 1);
    }

    /**
     * Exports a secret of the current epoch, RFC 9420, section 8.5.
     *
     * @param state the group
     * @param label the purpose
     * @param context anything
     * @param length 1 to 255 Nh octets
     * @return the secret, to be closed
     */
    public Secret export(GroupState state, String label, byte[] context, int length) {
        return new Exporter(environment.crypto())
                .export(state.operational().current().secrets(), label, context, length);
    }

    /**
     * The epoch authenticator, RFC 9420, section 8.7.
     *
     * @param state the group
     * @return the same value for all members of the epoch
     */
    public static Bytes epochAuthenticator(GroupState state) {
        return state.operational().current().secrets().authenticator();
    }

    /**
     * The resumption key of an epoch, RFC 9420, section 8.6.
     *
     * @param state the group, which may have been left or closed
     * @param epoch the epoch
     * @return a copy, to be closed; none if it is not kept
     */
    public static Optional<Secret> resumptionKey(GroupState state, long epoch) {
        ResumptionSecrets kept = state instanceof Inactive inactive
                ? inactive.resumption()
                : state.operational().resumption();
        return kept.find(epoch);
    }

    /**
     * How a group was closed.
     *
     * @param state the group
     * @param epoch its last epoch
     * @return the parameters of the one that follows; none if no ReInit closed it in that epoch
     */
    public static Optional<ReInit> closedBy(GroupState state, long epoch) {
        return state instanceof Inactive inactive && inactive.epoch() == epoch ? inactive.reInit() : Optional.empty();
    }

    /**
     * Describes an epoch to those outside, with tree and external key.
     *
     * @param epoch the current one, or the one that a pending commit leads to
     * @param signer the own leaf's key in that epoch
     * @return an MLSMessage
     */
    public Bytes groupInfo(GroupEpoch epoch, LeafSigner signer) {
        return MlsMessageOut.of(new GroupInfos(environment.crypto()).sign(epoch, signer))
                .octets();
    }

    /**
     * Forgets a proposal that did not get through to the others.
     *
     * @param state the group
     * @param ref the proposal
     * @return the group without it
     */
    public GroupState withdraw(GroupState state, ProposalRef ref) {
        Operational group = state.operational();
        return GroupState.over(state, group.withProposals(group.proposals().without(ref)));
    }
}
