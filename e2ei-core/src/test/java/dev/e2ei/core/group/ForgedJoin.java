package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContent;
import dev.e2ei.core.framing.MessageProtection;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.SignedContent;
import dev.e2ei.core.framing.WireFormat;
import dev.e2ei.core.keypackage.OwnLeaf;
import dev.e2ei.core.proposal.AppliedProposals;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalListRules;
import dev.e2ei.core.proposal.ProposalRules;
import dev.e2ei.core.proposal.QueuedProposal;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.ExternalInit;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.KeySchedule;
import java.util.List;
import java.util.Optional;

/** External commits that nobody of good will makes, correct but for what a test spoils. */
final class ForgedJoin {
    private static final Sender JOINER = new Sender.NewMemberCommit();

    private final TestMember joiner;
    private final GroupEpoch target;
    private boolean otherSecret;
    private boolean wrongPlace;

    ForgedJoin(TestMember joiner, TestMember member) {
        this.joiner = joiner;
        this.target = member.epoch();
    }

    /** The key schedule goes on with another secret than the one that was exported. */
    ForgedJoin withAnotherSecret() {
        otherSecret = true;
        return this;
    }

    /** The leaf is signed for another place. */
    ForgedJoin signedForAnotherPlace() {
        wrongPlace = true;
        return this;
    }

    ExternalInit init() {
        return ExternalInit.join(
                joiner.crypto,
                Bytes.of(target.secrets().externalKeyPair(joiner.crypto).publicKey()));
    }

    Bytes commit(ExternalInit init, List<Proposal> proposals, LeafSigner signer) {
        GroupEnvironment environment = joiner.environment();
        GroupContext before = target.context();
        AppliedProposals applied = new ProposalListRules(new ProposalRules(
                        target.tree(), before, joiner.crypto, environment.leafRules(), environment.admission(), true))
                .apply(
                        JOINER,
                        proposals.stream()
                                .map(proposal -> QueuedProposal.byValue(proposal, JOINER))
                                .toList());
        GroupContext place = wrongPlace
                ? new GroupContext(
                        before.suite(),
                        Bytes.ofUtf8("another group"),
                        before.epoch(),
                        before.treeHash(),
                        before.confirmedTranscriptHash(),
                        before.extensions())
                : before;
        try (CommitPath path = CommitPath.renew(
                        environment,
                        place,
                        applied,
                        OwnLeaf.draft(joiner.profile, signer.credential(), signer.publicKey()),
                        signer);
                Secret commitSecret = path.commitSecret(joiner.crypto);
                Secret zeros = new KeySchedule(joiner.crypto).noCommitSecret()) {
            GroupContext provisional = before.next(path.tree().treeHash(joiner.crypto), applied.extensions());
            Commit commit = new Commit(
                    applied.list().stream().map(QueuedProposal::inCommit).toList(), path.encrypt(provisional));
            MessageProtection protection = new MessageProtection(joiner.crypto, TestMember.RANDOM);
            FramedContent framed = FramedContent.of(
                    before.groupId(), before.epoch(), JOINER, Bytes.EMPTY, new Content.CommitContent(commit));
            SignedContent signed =
                    signer.privateKey().use(key -> protection.sign(WireFormat.PUBLIC_MESSAGE, framed, before, key));
            try (EpochStart start = EpochStart.afterCommit(
                    joiner.crypto,
                    provisional,
                    target.interimTranscriptHash(),
                    signed.transcriptInput(),
                    otherSecret ? zeros : init.initSecret(),
                    commitSecret,
                    zeros)) {
                return MlsMessageOut.of(protection.publicMessage(
                                signed.confirmed(start.confirmationTag()), before, Optional.empty()))
                        .octets();
            }
        }
    }
}
