package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContent;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MessageProtection;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.SignedContent;
import dev.e2ei.core.framing.WireFormat;
import dev.e2ei.core.keypackage.OwnLeaf;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.AppliedProposals;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.ExternalInitProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalListRules;
import dev.e2ei.core.proposal.ProposalRules;
import dev.e2ei.core.proposal.QueuedProposal;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.ExternalInit;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.PskSecret;
import dev.e2ei.core.schedule.TranscriptHash;
import dev.e2ei.core.tree.RatchetTree;
import dev.e2ei.core.tree.TreeLeaf;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Joins a group from outside by a commit, RFC 9420, section 12.4.3.2. A leaf that this client has in the group already goes
 * with the same commit: it is found by the client that it is of, whatever its key.
 */
public final class ExternalJoin {
    private static final Sender JOINER = new Sender.NewMemberCommit();

    private final GroupEnvironment environment;
    private final MlsProfile profile;
    private final LabeledCrypto crypto;

    /**
     * As of one instant.
     *
     * @param environment trust, randomness, bounds
     * @param profile what the own leaf says
     */
    public ExternalJoin(GroupEnvironment environment, MlsProfile profile) {
        this.environment = environment;
        this.profile = profile;
        this.crypto = environment.crypto();
    }

    /**
     * Makes the commit.
     *
     * @param info the group as a member describes it, with the key for external commits
     * @param treeApart the tree, if it came by another way
     * @param config how handshakes will be framed
     * @param signer the own leaf's key
     * @return the commit, a public message, and what it leads to
     * @throws MessageRejectedException with the rule that the group info, or joining by it, breaks
     */
    public JoinMade join(GroupInfo info, Optional<RatchetTree> treeApart, GroupConfig config, LeafSigner signer) {
        Bytes externalPub = info.externalPub()
                .orElseThrow(() -> new MessageRejectedException(
                        "EX-1", "the group info has no key for external commits, RFC 9420, 12.4.3.2"));
        RatchetTree tree = GroupInfoRules.tree(info, treeApart);
        new GroupInfoRules(environment).check(info, tree);
        ProposalListRules rules = new ProposalListRules(new ProposalRules(
                tree, info.context(), crypto, environment.leafRules(), environment.admission(), true));
        try (ExternalInit init = ExternalInit.join(crypto, externalPub)) {
            AppliedProposals applied = rules.apply(JOINER, proposals(init, tree, signer));
            try (CommitPath path = CommitPath.renew(
                    environment,
                    info.context(),
                    applied,
                    OwnLeaf.draft(profile, signer.credential(), signer.publicKey()),
                    signer)) {
                rules.checkResult(applied, path.leaf());
                return join(info, init, applied, path, config, signer);
            }
        }
    }

    private List<QueuedProposal> proposals(ExternalInit init, RatchetTree tree, LeafSigner signer) {
        List<QueuedProposal> list = new ArrayList<>();
        list.add(byValue(new ExternalInitProposal(init.kemOutput())));
        formerLeaf(tree, signer).ifPresent(leaf -> list.add(byValue(new Remove(leaf))));
        return list;
    }

    private static QueuedProposal byValue(Proposal proposal) {
        return QueuedProposal.byValue(proposal, JOINER);
    }

    // Only one leaf may go: where there are several, the one that has our key, or the new leaf would not be unique.
    private Optional<Integer> formerLeaf(RatchetTree tree, LeafSigner signer) {
        Object self = environment.admission().clientOf(signer.credential(), signer.publicKey());
        return tree.leaves().stream()
                .filter(leaf -> environment.admission().clientOf(leaf.node()).equals(self))
                .min(Comparator.comparing(leaf -> !leaf.node().signatureKey().equals(signer.publicKey())))
                .map(TreeLeaf::index);
    }

    /** Rule EX-10: the old context is signed, and the exported secret stands in for init_secret. */
    private JoinMade join(
            GroupInfo info,
            ExternalInit init,
            AppliedProposals applied,
            CommitPath path,
            GroupConfig config,
            LeafSigner signer) {
        GroupContext provisional = info.context().next(path.tree().treeHash(crypto), applied.extensions());
        Commit commit =
                new Commit(applied.list().stream().map(QueuedProposal::inCommit).toList(), path.encrypt(provisional));
        MessageProtection protection = new MessageProtection(crypto, environment.random());
        FramedContent framed = FramedContent.of(
                info.context().groupId(),
                info.context().epoch(),
                JOINER,
                Bytes.EMPTY,
                new Content.CommitContent(commit));
        SignedContent signed =
                signer.privateKey().use(key -> protection.sign(WireFormat.PUBLIC_MESSAGE, framed, info.context(), key));
        Bytes interim =
                new TranscriptHash(crypto).interim(info.context().confirmedTranscriptHash(), info.confirmationTag());
        try (Secret commitSecret = path.commitSecret(crypto);
                Secret psk = PskSecret.of(crypto, List.of());
                EpochStart start = EpochStart.afterCommit(
                        crypto, provisional, interim, signed.transcriptInput(), init.initSecret(), commitSecret, psk)) {
            GroupEpoch epoch = start.begin(path.tree(), path.privateTree(), signer.ref());
            Bytes message = MlsMessageOut.of(protection.publicMessage(
                            signed.confirmed(start.confirmationTag()), info.context(), Optional.empty()))
                    .octets();
            return new JoinMade(new PendingJoin(message, config, epoch), new GroupInfos(crypto).octets(epoch, signer));
        }
    }
}
