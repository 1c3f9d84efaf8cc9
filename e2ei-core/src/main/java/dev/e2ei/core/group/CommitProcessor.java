package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.VerifiedContent;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.AppliedProposals;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.ProposalListRules;
import dev.e2ei.core.proposal.ProposalRules;
import dev.e2ei.core.proposal.QueuedProposal;
import dev.e2ei.core.proposal.Update;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.ExternalInit;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.OpenedPath;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeMath;
import dev.e2ei.core.tree.UpdatePath;
import dev.e2ei.core.tree.UpdatePathProcessor;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Processes a commit of somebody else, RFC 9420, section 12.4.2, on a copy: the cheap checks first, the confirmation tag
 * last. The group is as it was, whatever comes of it.
 */
final class CommitProcessor {
    private final GroupEnvironment environment;
    private final LabeledCrypto crypto;

    CommitProcessor(GroupEnvironment environment) {
        this.environment = environment;
        this.crypto = environment.crypto();
    }

    /**
     * Stages a commit.
     *
     * @param group the group in the commit's epoch
     * @param content the commit, its signature verified and all its references known
     * @return what it leads to
     * @throws dev.e2ei.api.error.MlsException if it breaks a rule, or needs a pre-shared key that is not known
     */
    StagedCommit process(Operational group, VerifiedContent content) {
        GroupEpoch current = group.current();
        Commit commit = commitOf(content);
        ProposalListRules rules = new ProposalListRules(new ProposalRules(
                current.tree(), current.context(), crypto, environment.leafRules(), environment.admission(), false));
        List<QueuedProposal> list = group.proposals().queue().resolve(commit, content.sender());
        AppliedProposals applied = rules.apply(content.sender(), list);
        PskLookup psks = new PskLookup(environment, group.groupId(), group.resumption());
        boolean removed = applied.removes(current.ownLeaf());
        try (Secret psk = removed ? new KeySchedule(crypto).noCommitSecret() : psks.secret(applied.psks())) {
            rules.checkResult(applied, commit.path().map(UpdatePath::leafNode));
            Optional<UpdatePathProcessor> path = commit.path().map(received -> merge(applied, received));
            CommitChanges changes = CommitChanges.of(applied, commit.path().map(UpdatePath::leafNode));
            Optional<LeafNode> senderLeaf =
                    path.map(UpdatePathProcessor::tree).orElse(applied.tree()).leaf(applied.committerIndex());
            Optional<GroupEpoch> next =
                    removed ? Optional.empty() : Optional.of(next(group, content, applied, path, psk));
            return new StagedCommit(group.epoch(), content.sender(), senderLeaf, changes, next);
        }
    }

    private static Commit commitOf(VerifiedContent content) {
        if (content.content() instanceof Content.CommitContent commit) {
            return commit.commit();
        }
        throw new IllegalArgumentException(
                "not a commit, but " + content.content().type());
    }

    private static Bytes tagOf(VerifiedContent content) {
        return content.authenticated().auth().confirmationTag().orElse(Bytes.EMPTY);
    }

    private UpdatePathProcessor merge(AppliedProposals applied, UpdatePath path) {
        return UpdatePathProcessor.merge(
                crypto, applied.tree(), applied.committerIndex(), path, Set.copyOf(applied.addedIndices()));
    }

    private GroupEpoch next(
            Operational group,
            VerifiedContent content,
            AppliedProposals applied,
            Optional<UpdatePathProcessor> path,
            Secret psk) {
        GroupEpoch current = group.current();
        RatchetTree tree = path.map(UpdatePathProcessor::tree).orElse(applied.tree());
        GroupContext provisional = current.context().next(tree.treeHash(crypto), applied.extensions());
        Optional<StoredProposal> ownUpdate = ownUpdate(group, applied);
        try (PrivateTree own = ownKeys(current, ownUpdate);
                Secret init = init(current, applied);
                ReceivedPath received = receive(own, tree, path, provisional);
                EpochStart start = EpochStart.afterCommit(
                        crypto,
                        provisional,
                        current.interimTranscriptHash(),
                        content.authenticated().transcriptInput(),
                        init,
                        received.commitSecret(),
                        psk)) {
            if (!start.isConfirmedBy(tagOf(content))) {
                throw new MessageRejectedException(
                        "PC-6", "the confirmation tag is not that of the epoch the commit leads to (12.4.2)");
            }
            Optional<CredentialRef> signer =
                    ownUpdate.map(StoredProposal::signer).orElse(current.signer());
            return start.begin(tree, received.takePrivateTree(), signer);
        }
    }

    /** An own Update that somebody else commits: its leaf's key is the one that was made for it. */
    private static Optional<StoredProposal> ownUpdate(Operational group, AppliedProposals applied) {
        return applied.list().stream()
                .filter(queued -> queued.proposal() instanceof Update)
                .flatMap(queued -> queued.ref().stream())
                .flatMap(ref -> group.proposals().find(ref).stream())
                .filter(stored -> stored.leafKey().isPresent())
                .findFirst();
    }

    private static PrivateTree ownKeys(GroupEpoch current, Optional<StoredProposal> ownUpdate) {
        PrivateTree own = current.privateTree();
        return ownUpdate
                .map(stored -> own.with(
                        TreeMath.nodeOfLeaf(own.leafIndex()),
                        ((Update) stored.proposal()).leafNode().encryptionKey(),
                        stored.leafKey().orElseThrow()))
                .orElseGet(own::copy);
    }

    private Secret init(GroupEpoch current, AppliedProposals applied) {
        return applied.externalInit()
                .map(external -> ExternalInit.accept(crypto, current.secrets(), external.kemOutput()))
                .orElseGet(() -> current.secrets().get(EpochSecret.INIT).copy());
    }

    private ReceivedPath receive(
            PrivateTree own, RatchetTree tree, Optional<UpdatePathProcessor> path, GroupContext provisional) {
        if (path.isEmpty()) {
            return new ReceivedPath(own.retaining(tree), new KeySchedule(crypto).noCommitSecret());
        }
        try (OpenedPath opened = path.get().open(own, provisional.octets())) {
            return new ReceivedPath(opened.privateTree(), opened.commitSecret());
        }
    }
}
