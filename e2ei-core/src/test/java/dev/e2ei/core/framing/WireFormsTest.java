package dev.e2ei.core.framing;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.core.codec.CodecLaws;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.ExternalInitProposal;
import dev.e2ei.core.proposal.GroupContextExtensionsProposal;
import dev.e2ei.core.proposal.PreSharedKeyProposal;
import dev.e2ei.core.proposal.Proposal;
import dev.e2ei.core.proposal.ProposalOrRef;
import dev.e2ei.core.proposal.ProposalRef;
import dev.e2ei.core.proposal.ReInit;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.proposal.Update;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.PreSharedKeyId;
import dev.e2ei.core.schedule.ResumptionUsage;
import dev.e2ei.core.tree.EncryptedPathSecret;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.RatchetTree;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Wire forms")
class WireFormsTest {
    private static final TestEpoch EPOCH = new TestEpoch();
    private static final Bytes SOME = Bytes.ofUtf8("some octets");

    private static <T> void law(TlsCodec<T> codec, T value) {
        CodecLaws.hold(codec, codec.toOctets(value));
    }

    private static List<PreSharedKeyId> pskIds() {
        return List.of(
                new PreSharedKeyId.External(SOME, Bytes.EMPTY),
                new PreSharedKeyId.Resumption(ResumptionUsage.APPLICATION, SOME, -1, SOME),
                new PreSharedKeyId.Resumption(ResumptionUsage.REINIT, SOME, 1, SOME),
                new PreSharedKeyId.Resumption(ResumptionUsage.BRANCH, Bytes.EMPTY, 0, SOME));
    }

    private static List<Proposal> proposals() {
        return List.of(
                ((Content.ProposalContent) EPOCH.add()).proposal(),
                new Update(EPOCH.outsider.leaf()),
                new Remove(-1),
                new PreSharedKeyProposal(pskIds().get(0)),
                new ReInit(SOME, 2, 0xfafa, Extensions.NONE),
                new ExternalInitProposal(SOME),
                new GroupContextExtensionsProposal(new Extensions(List.of(new Extension(0x0a0a, SOME)))));
    }

    static GroupInfo groupInfo() {
        RatchetTree tree = RatchetTree.of(EPOCH.members.get(0).leaf());
        Extensions extensions = new Extensions(List.of(GroupInfo.ratchetTree(tree), GroupInfo.externalPub(SOME)));
        return GroupInfo.sign(
                EPOCH.crypto,
                EPOCH.context,
                extensions,
                TestEpoch.TAG,
                0,
                EPOCH.members.get(0).privateKey());
    }

    static Welcome welcome() {
        EncryptedGroupSecrets secrets = new EncryptedGroupSecrets(SOME, new EncryptedPathSecret(SOME, SOME));
        return new Welcome(1, List.of(secrets, secrets), SOME);
    }

    @Test
    @DisplayName("COD-5 COD-6 COD-9 of key schedule and proposals")
    void proposalsAndContexts() {
        law(GroupContext.CODEC, EPOCH.context);
        pskIds().forEach(id -> law(PreSharedKeyId.CODEC, id));
        proposals().forEach(proposal -> law(Proposal.CODEC, proposal));
        law(ProposalOrRef.CODEC, new ProposalRef(SOME));
        law(ProposalOrRef.CODEC, new Remove(7));
        law(Commit.CODEC, new Commit(List.of(new ProposalRef(SOME), new Remove(1)), Optional.empty()));
        law(Commit.CODEC, ((Content.CommitContent) EPOCH.externalCommit()).commit());
        law(Sender.CODEC, new Sender.Member(-1));
        law(Sender.CODEC, new Sender.External(3));
        law(Sender.CODEC, new Sender.NewMemberProposal());
        law(Sender.CODEC, new Sender.NewMemberCommit());
    }

    @Test
    @DisplayName("COD-5 COD-6 COD-9 of messages")
    void messages() {
        law(PublicMessage.CODEC, EPOCH.publicMessage(0, TestEpoch.REMOVE));
        law(PublicMessage.CODEC, EPOCH.publicMessage(0, EPOCH.commit()));
        law(PublicMessage.CODEC, EPOCH.publicMessage(new Sender.External(0), TestEpoch.REMOVE, EPOCH.outsider));
        law(PrivateMessage.CODEC, EPOCH.privateMessage(0, TestEpoch.APPLICATION));
        law(SenderData.CODEC, new SenderData(-1, -2, Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4)));
        law(
                AuthenticatedContent.CODEC,
                EPOCH.signed(
                        WireFormat.PRIVATE_MESSAGE,
                        EPOCH.framed(new Sender.Member(0), EPOCH.commit()),
                        EPOCH.members.get(0)));
        law(Welcome.CODEC, welcome());
        law(GroupInfo.CODEC, groupInfo());
        law(GroupSecrets.CODEC, new GroupSecrets(Secret.copyOf(new byte[32]), Optional.empty(), pskIds()));
        law(
                GroupSecrets.CODEC,
                new GroupSecrets(Secret.copyOf(new byte[32]), Optional.of(Secret.copyOf(new byte[32])), List.of()));
    }

    @Test
    @DisplayName("MP-4: a public message with application data is a form, which is read and written")
    void publicApplication() {
        FramedContent content = EPOCH.framed(new Sender.Member(0), TestEpoch.APPLICATION);
        law(
                PublicMessage.CODEC,
                new PublicMessage(content, new FramedContentAuthData(SOME, Optional.empty()), Optional.of(SOME)));
    }

    @Test
    @DisplayName("COD-8: each unknown value of an enumeration makes the message malformed")
    void unknownValues() {
        unknown(Sender.CODEC, Sender.CODEC.toOctets(new Sender.Member(0)), 0, 1, 4);
        unknown(ProposalOrRef.CODEC, ProposalOrRef.CODEC.toOctets(new ProposalRef(SOME)), 0, 1, 2);
        unknown(Proposal.CODEC, Proposal.CODEC.toOctets(new Remove(0)), 0, 2, 7);
        byte[] resumption = PreSharedKeyId.CODEC.toOctets(pskIds().get(1));
        unknown(PreSharedKeyId.CODEC, resumption, 0, 1, 2);
        unknown(PreSharedKeyId.CODEC, resumption, 1, 1, 3);
        unknown(GroupContext.CODEC, EPOCH.context.octets(), 0, 2, 1);
        unknown(GroupContext.CODEC, EPOCH.context.octets(), 2, 2, 7);
        int contentType = 1 + EPOCH.context.groupId().size() + 8;
        byte[] hidden = PrivateMessage.CODEC.toOctets(EPOCH.privateMessage(0, TestEpoch.APPLICATION));
        unknown(PrivateMessage.CODEC, hidden, contentType, 1, 3);
        byte[] open = PublicMessage.CODEC.toOctets(EPOCH.publicMessage(0, TestEpoch.REMOVE));
        unknown(PublicMessage.CODEC, open, contentType + 5 + 4, 1, 3);
    }

    @Test
    @DisplayName("COD-8 COD-10: each unknown version and wire format")
    void unknownFrames() {
        TlsCodec<MlsMessageIn> frame =
                TlsCodec.of((message, out) -> {}, in -> MlsMessageIn.read(in.octets(in.remaining())));
        byte[] message = MlsMessageOut.of(EPOCH.publicMessage(0, TestEpoch.REMOVE))
                .octets()
                .toByteArray();
        unknown(frame, message, 0, 2, 1);
        unknown(frame, message, 2, 2, 5);
    }

    @ParameterizedTest
    @EnumSource(WireFormat.class)
    @DisplayName("COD-8: content is sent as public or private message and in no other form")
    void wireFormatOfContent(WireFormat format) {
        byte[] octets = AuthenticatedContent.CODEC.toOctets(EPOCH.signed(
                WireFormat.PUBLIC_MESSAGE, EPOCH.framed(new Sender.Member(0), TestEpoch.REMOVE), EPOCH.members.get(0)));
        byte[] other = patched(octets, 0, format.code(), 2);
        if (AuthenticatedContent.isProtocolMessage(format)) {
            CodecLaws.hold(AuthenticatedContent.CODEC, other);
        } else {
            assertThrows(
                    MalformedMessageException.class,
                    () -> AuthenticatedContent.CODEC.fromOctets(other, DecodeLimits.MESSAGE));
        }
    }

    @Test
    @DisplayName("MP-5 MP-6: tags are where they belong, and nowhere else")
    void tags() {
        FramedContent commit = EPOCH.framed(new Sender.Member(0), EPOCH.commit());
        FramedContent remove = EPOCH.framed(new Sender.External(0), TestEpoch.REMOVE);
        FramedContentAuthData with = new FramedContentAuthData(SOME, Optional.of(SOME));
        FramedContentAuthData without = new FramedContentAuthData(SOME, Optional.empty());
        assertThrows(
                IllegalArgumentException.class,
                () -> new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, commit, without));
        assertThrows(
                IllegalArgumentException.class,
                () -> new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, remove, with));
        assertThrows(IllegalArgumentException.class, () -> new PublicMessage(commit, with, Optional.empty()));
        assertThrows(IllegalArgumentException.class, () -> new PublicMessage(remove, without, Optional.of(SOME)));
        assertTrue(new PublicMessage(commit, with, Optional.of(SOME)).toString().contains("COMMIT"));
    }

    /** Values of a field that are known go from 1 to the last one. */
    private static <T> void unknown(TlsCodec<T> codec, byte[] octets, int place, int size, int last) {
        assertDoesNotThrow(() -> codec.fromOctets(octets, DecodeLimits.MESSAGE));
        for (int value = 0; value < 1 << 8 * size; value++) {
            byte[] other = patched(octets, place, value, size);
            if (value < 1 || value > last) {
                String reason = assertThrows(
                                MalformedMessageException.class, () -> codec.fromOctets(other, DecodeLimits.MESSAGE))
                        .reason();
                assertTrue(reason.contains(" " + value + " "), reason);
            }
        }
    }

    private static byte[] patched(byte[] octets, int place, int value, int size) {
        byte[] patched = octets.clone();
        for (int i = 0; i < size; i++) {
            patched[place + i] = (byte) (value >>> 8 * (size - 1 - i));
        }
        return patched;
    }
}
