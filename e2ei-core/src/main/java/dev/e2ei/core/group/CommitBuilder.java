package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.framing.AuthenticatedContent;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.SignedContent;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.AppliedProposals;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.QueuedProposal;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeDraft;
import java.util.Optional;

/**
 * Makes a commit of this client, RFC 9420, section 12.4.1, on a copy: the group stays in its epoch with the commit pending,
 * until the delivery service has taken it.
 */
public final class CommitBuilder {
    private final GroupEnvironment environment;
    private final LabeledCrypto crypto;
    private final OwnMessages messages;

    /**
     * As of one instant.
     *
     * @param environment trust, randomness, bounds
     */
    public CommitBuilder(GroupEnvironment environment) {
        this.environment = environment;
        this.crypto = environment.crypto();
        this.messages = new OwnMessages(environment);
    }

    /**
     * Makes a commit, with all waiting proposals that are valid beside what is asked for.
     *
     * @param state the group, without a pending commit
     * @param request what the commit is to do
     * @param signer the own leaf's key as it is in this epoch
     * @return the group with the commit pending
     * @throws dev.e2ei.api.error.MessageRejectedException with the rule that the request breaks
     * @throws MlsException with code {@code COMMIT_PENDING}, or {@code NOT_A_MEMBER}
     * @throws IllegalArgumentException if the signer has another key than the own leaf
     */
    public CommitMade build(GroupState state, CommitRequest request, LeafSigner signer) {
        Operational group = state.operational();
        if (state instanceof PendingCommit) {
            throw new MlsException(ErrorCode.COMMIT_PENDING, "CM-6: a commit waits for the delivery service already");
        }
        LeafNode ownLeaf = OwnMessages.ownLeaf(group.current(), signer);
        CommitList list = new CommitList(environment, group);
        AppliedProposals applied = list.choose(request.proposals());
        try (CommitPath path = path(group, request, applied, ownLeaf, signer)) {
            list.rules().checkResult(applied, path.leaf());
            return build(group, request, signer, applied, path);
        }
    }

    private CommitPath path(
            Operational group, CommitRequest request, AppliedProposals applied, LeafNode ownLeaf, LeafSigner signer) {
        if (!applied.pathRequired() && !request.wantsPath()) {
            return CommitPath.none(applied);
        }
        LeafNodeDraft leaf = LeafSigner.draft(ownLeaf, request.successor());
        LeafSigner next = request.successor().orElse(signer);
        return CommitPath.renew(environment, group.current().context(), applied, leaf, next);
    }

    /** Rule CM-2: the old key signs the commit; leaf and group info are signed by the new one. */
    private CommitMade build(
            Operational group, CommitRequest request, LeafSigner old, AppliedProposals applied, CommitPath path) {
        GroupEpoch current = group.current();
        LeafSigner next = request.successor().orElse(old);
        Optional<CredentialRef> ref = request.successor().map(LeafSigner::ref).orElse(current.signer());
        GroupContext provisional = current.context().next(path.tree().treeHash(crypto), applied.extensions());
        Commit commit =
                new Commit(applied.list().stream().map(QueuedProposal::inCommit).toList(), path.encrypt(provisional));
        SignedContent signed = messages.sign(group, new Content.CommitContent(commit), Bytes.EMPTY, old);
        try (Secret commitSecret = path.commitSecret(crypto);
                Secret psk = new PskLookup(environment, group.groupId(), group.resumption()).secret(applied.psks());
                EpochStart start = EpochStart.afterCommit(
                        crypto,
                        provisional,
                        current.interimTranscriptHash(),
                        signed.transcriptInput(),
                        current.secrets().get(EpochSecret.INIT),
                        commitSecret,
                        psk)) {
            AuthenticatedContent content = signed.confirmed(start.confirmationTag());
            GroupEpoch epoch = start.begin(path.tree(), path.privateTree(current.privateTree()), ref);
            try {
                GroupInfo info = new GroupInfos(crypto).sign(epoch, next);
                Optional<Bytes> welcome = new WelcomeBuilder(crypto).build(applied, path, start, psk, info);
                OwnMessages.Ready ready = messages.protect(group, content);
                return pending(
                        ready,
                        welcome,
                        applied,
                        path,
                        epoch,
                        MlsMessageOut.of(info).octets());
            } catch (RuntimeException e) {
                epoch.wipe();
                throw e;
            }
        }
    }

    private static CommitMade pending(
            OwnMessages.Ready ready,
            Optional<Bytes> welcome,
            AppliedProposals applied,
            CommitPath path,
            GroupEpoch epoch,
            Bytes groupInfo) {
        StagedCommit staged = new StagedCommit(
                ready.group().epoch(),
                applied.committer(),
                epoch.leaf(epoch.ownLeaf()),
                CommitChanges.of(applied, path.leaf()),
                Optional.of(epoch));
        long version = ready.group().version() + 1;
        return new CommitMade(
                new PendingCommit(version, ready.group().withVersion(version), ready.message(), welcome, staged),
                groupInfo);
    }
}
