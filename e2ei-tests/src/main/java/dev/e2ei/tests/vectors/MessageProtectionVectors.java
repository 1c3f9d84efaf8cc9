package dev.e2ei.tests.vectors;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.framing.AuthenticatedContent;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContent;
import dev.e2ei.core.framing.GroupMessageIn;
import dev.e2ei.core.framing.MessageEpoch;
import dev.e2ei.core.framing.MessageProtection;
import dev.e2ei.core.framing.MessageUnprotection;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.Padding;
import dev.e2ei.core.framing.SenderKeys;
import dev.e2ei.core.framing.SignedContent;
import dev.e2ei.core.framing.WireFormat;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.schedule.EpochSecret;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.RatchetWindow;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.tree.Extensions;
import java.util.Map;
import java.util.Optional;

/** {@code message-protection}: messages of member 1 as member 0 reads them, and as member 1 makes them. */
final class MessageProtectionVectors implements VectorKind {
    private static final int SENDER = 1;
    private static final RatchetWindow WINDOW = new RatchetWindow(0, 1000);

    @Override
    public String name() {
        return "message-protection";
    }

    @Override
    public void verify(VectorCase vector) {
        MessageEpoch epoch = epoch(vector);
        Content proposal =
                new Content.ProposalContent(Proposal.CODEC.fromOctets(vector.octets("proposal"), DecodeLimits.MESSAGE));
        Content commit =
                new Content.CommitContent(Commit.CODEC.fromOctets(vector.octets("commit"), DecodeLimits.MESSAGE));
        Content application = new Content.ApplicationContent(vector.bytes("application"));
        opened(vector, epoch, "proposal_pub", proposal);
        opened(vector, epoch, "proposal_priv", proposal);
        opened(vector, epoch, "commit_pub", commit);
        opened(vector, epoch, "commit_priv", commit);
        opened(vector, epoch, "application_priv", application);
        for (Content content : new Content[] {proposal, commit, application}) {
            protectedAndOpened(vector, epoch, WireFormat.PRIVATE_MESSAGE, content);
        }
        protectedAndOpened(vector, epoch, WireFormat.PUBLIC_MESSAGE, proposal);
        protectedAndOpened(vector, epoch, WireFormat.PUBLIC_MESSAGE, commit);
        refused(vector, epoch, application);
    }

    private static MessageEpoch epoch(VectorCase vector) {
        GroupContext context = new GroupContext(
                Ciphersuite.ofId(vector.suite()).orElseThrow(),
                vector.bytes("group_id"),
                vector.number("epoch"),
                vector.bytes("tree_hash"),
                vector.bytes("confirmed_transcript_hash"),
                Extensions.NONE);
        EpochSecrets secrets = EpochSecrets.of(Map.of(
                EpochSecret.SENDER_DATA, vector.secret("sender_data_secret"),
                EpochSecret.MEMBERSHIP, vector.secret("membership_key")));
        Bytes key = vector.bytes("signature_pub");
        SenderKeys senders = new SenderKeys() {
            @Override
            public Optional<Bytes> member(int leafIndex) {
                return Optional.of(key);
            }

            @Override
            public Optional<Bytes> external(int senderIndex) {
                return Optional.empty();
            }
        };
        return new MessageEpoch(context, secrets, SecretTree.of(2, vector.secret("encryption_secret")), 0, senders);
    }

    private static void opened(VectorCase vector, MessageEpoch epoch, String member, Content expected) {
        VectorCase.same(member, expected, open(vector.crypto(), epoch, vector.octets(member)));
    }

    private static Content open(LabeledCrypto crypto, MessageEpoch epoch, byte[] octets) {
        return new MessageUnprotection(crypto, epoch, WINDOW)
                .open((GroupMessageIn) MlsMessageIn.read(octets))
                .verify()
                .content();
    }

    private static void protectedAndOpened(VectorCase vector, MessageEpoch epoch, WireFormat format, Content content) {
        MessageProtection protection = new MessageProtection(vector.crypto(), vector.random());
        SignedContent signed = sign(protection, vector, epoch, format, content);
        AuthenticatedContent whole =
                content instanceof Content.CommitContent ? signed.confirmed(Bytes.EMPTY) : signed.complete();
        MlsMessageOut message = format == WireFormat.PUBLIC_MESSAGE
                ? MlsMessageOut.of(protection.publicMessage(whole, epoch.context(), Optional.of(epoch.secrets())))
                : MlsMessageOut.of(
                        protection.privateMessage(whole, epoch, new Padding(64)).message());
        VectorCase.same(
                "our " + format,
                content,
                open(vector.crypto(), epoch, message.octets().toByteArray()));
    }

    private static SignedContent sign(
            MessageProtection protection, VectorCase vector, MessageEpoch epoch, WireFormat format, Content content) {
        GroupContext context = epoch.context();
        FramedContent framed = FramedContent.of(
                context.groupId(), context.epoch(), new Sender.Member(SENDER), Bytes.ofUtf8("aad"), content);
        return protection.sign(format, framed, context, vector.privateKey("signature_priv"));
    }

    private static void refused(VectorCase vector, MessageEpoch epoch, Content application) {
        MessageProtection protection = new MessageProtection(vector.crypto(), vector.random());
        try {
            sign(protection, vector, epoch, WireFormat.PUBLIC_MESSAGE, application);
        } catch (IllegalArgumentException e) {
            return;
        }
        throw new VectorMismatchException("application data was signed for a public message");
    }
}
