package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.framing.AuthenticatedContent;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContent;
import dev.e2ei.core.framing.FramedContentAuthData;
import dev.e2ei.core.framing.MessageProtection;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.PublicMessage;
import dev.e2ei.core.framing.SignedContent;
import dev.e2ei.core.framing.WireFormat;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.ProposalOrRef;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.KeySchedule;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.RatchetTree;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Messages that a member makes beside its engine: signed and tagged as they should be, whatever they say. */
final class Forgery {
    private static final int FRAME = 4;

    private final TestMember member;
    private final GroupEpoch epoch;
    private final MessageProtection protection;

    Forgery(TestMember member) {
        this.member = member;
        this.epoch = member.epoch();
        this.protection = new MessageProtection(member.crypto, TestMember.RANDOM);
    }

    static PublicMessage opened(Bytes message) {
        byte[] octets = message.toByteArray();
        return PublicMessage.CODEC.fromOctets(Arrays.copyOfRange(octets, FRAME, octets.length), DecodeLimits.MESSAGE);
    }

    /** A message of somebody with another signature or tag under a fresh membership tag. */
    Bytes with(PublicMessage message, FramedContentAuthData auth) {
        return sent(new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, message.content(), auth));
    }

    private Bytes sent(AuthenticatedContent content) {
        return MlsMessageOut.of(protection.publicMessage(content, epoch.context(), Optional.of(epoch.secrets())))
                .octets();
    }

    Bytes content(Sender sender, Content content) {
        return content(sender, content, member.signer());
    }

    /** A proposal of any sender. */
    Bytes content(Sender sender, Content content, LeafSigner signer) {
        return sent(signed(sender, content, signer).complete());
    }

    private SignedContent signed(Sender sender, Content content, LeafSigner signer) {
        FramedContent framed = FramedContent.of(member.groupId, epoch.number(), sender, Bytes.EMPTY, content);
        return signer.privateKey().use(key -> protection.sign(WireFormat.PUBLIC_MESSAGE, framed, epoch.context(), key));
    }

    /** A commit without a path, which leads to the epoch with the given tree and extensions. */
    Bytes commit(List<ProposalOrRef> proposals, RatchetTree tree, Extensions extensions) {
        Content content = new Content.CommitContent(new Commit(proposals, Optional.empty()));
        SignedContent signed = signed(new Sender.Member(epoch.ownLeaf()), content, member.signer());
        GroupContext provisional = epoch.context().next(tree.treeHash(member.crypto), extensions);
        KeySchedule schedule = new KeySchedule(member.crypto);
        try (Secret zeros = schedule.noCommitSecret();
                EpochStart start = EpochStart.afterCommit(
                        member.crypto,
                        provisional,
                        epoch.interimTranscriptHash(),
                        signed.transcriptInput(),
                        epoch.secrets().get(EpochSecret.INIT),
                        zeros,
                        zeros)) {
            return sent(signed.confirmed(start.confirmationTag()));
        }
    }
}
