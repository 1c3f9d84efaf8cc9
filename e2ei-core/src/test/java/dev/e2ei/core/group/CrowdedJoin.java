package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContent;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MessageProtection;
import dev.e2ei.core.framing.MlsMessageIn;
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
import dev.e2ei.core.proposal.ProposalOrRef;
import dev.e2ei.core.proposal.ProposalRules;
import dev.e2ei.core.proposal.QueuedProposal;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.ExternalInit;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.TranscriptHash;
import dev.e2ei.core.tree.RatchetTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An external commit of whatever proposals, right in its path, its tag and its signature. */
final class CrowdedJoin {
    private static final Sender JOINER = new Sender.NewMemberCommit();

    private final TestMember joiner;
    private final LeafSigner signer;
    private final GroupInfo info;

    /** Proposals that take effect beside ExternalInit. */
    List<Proposal> applied = List.of();

    /** What the list names beside them. */
    List<ProposalOrRef> named = List.of();

    boolean withPath = true;

    CrowdedJoin(TestMember joiner, LeafSigner signer, Bytes groupInfo) {
        this.joiner = joiner;
        this.signer = signer;
        this.info = MlsMessageIn.readGroupInfo(groupInfo.toByteArray());
    }

    Bytes message() {
        LabeledCrypto crypto = joiner.crypto;
        GroupEnvironment environment = joiner.environment();
        RatchetTree tree = GroupInfoRules.tree(info, Optional.empty());
        ProposalListRules rules = new ProposalListRules(new ProposalRules(
                tree, info.context(), crypto, environment.leafRules(), environment.admission(), false));
        try (ExternalInit init = ExternalInit.join(crypto, info.externalPub().orElseThrow())) {
            List<Proposal> proposals = new ArrayList<>(List.of(new ExternalInitProposal(init.kemOutput())));
            proposals.addAll(applied);
            AppliedProposals list = rules.apply(
                    JOINER,
                    proposals.stream()
                            .map(proposal -> QueuedProposal.byValue(proposal, JOINER))
                            .toList());
            try (CommitPath path = CommitPath.renew(
                    environment,
                    info.context(),
                    list,
                    OwnLeaf.draft(joiner.profile, signer.credential(), signer.publicKey()),
                    signer)) {
                return message(environment, init, list, proposals, path);
            }
        }
    }

    private Bytes message(
            GroupEnvironment environment,
            ExternalInit init,
            AppliedProposals list,
            List<Proposal> proposals,
            CommitPath path) {
        LabeledCrypto crypto = joiner.crypto;
        GroupContext before = info.context();
        GroupContext provisional = before.next(path.tree().treeHash(crypto), list.extensions());
        List<ProposalOrRef> all = new ArrayList<>(proposals);
        all.addAll(named);
        Commit commit = new Commit(all, withPath ? path.encrypt(provisional) : Optional.empty());
        MessageProtection protection = new MessageProtection(crypto, environment.random());
        FramedContent framed = FramedContent.of(
                before.groupId(), before.epoch(), JOINER, Bytes.EMPTY, new Content.CommitContent(commit));
        SignedContent signed =
                signer.privateKey().use(key -> protection.sign(WireFormat.PUBLIC_MESSAGE, framed, before, key));
        Bytes interim = new TranscriptHash(crypto).interim(before.confirmedTranscriptHash(), info.confirmationTag());
        try (Secret commitSecret = path.commitSecret(crypto);
                Secret psk = new PskLookup(environment, before.groupId(), ResumptionSecrets.NONE).secret(list.psks());
                EpochStart start = EpochStart.afterCommit(
                        crypto, provisional, interim, signed.transcriptInput(), init.initSecret(), commitSecret, psk)) {
            return MlsMessageOut.of(protection.publicMessage(
                            signed.confirmed(start.confirmationTag()), before, Optional.empty()))
                    .octets();
        }
    }
}
