package dev.e2ei.core.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.keypackage.TestClient;
import dev.e2ei.core.proposal.Commit;
import dev.e2ei.core.proposal.ExternalInitProposal;
import dev.e2ei.core.proposal.Sender;
import dev.e2ei.core.proposal.Update;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.MessageKeyUse;
import dev.e2ei.core.schedule.RatchetId;
import dev.e2ei.core.schedule.RatchetKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Messages that are refused")
class MessageRefusalTest {
    private static final TestEpoch EPOCH = new TestEpoch();
    private static final Sender MEMBER = new Sender.Member(0);

    private static void refused(String rule, Executable action) {
        assertEquals(rule, assertThrows(MessageRejectedException.class, action).rule());
    }

    private static void refused(String rule, PublicMessage message) {
        refused(rule, () -> EPOCH.receive(message));
    }

    private static void refused(String rule, PrivateMessage message) {
        refused(rule, () -> EPOCH.receive(message));
    }

    private static TestClient owner() {
        return EPOCH.members.get(0);
    }

    /** A public message by somebody who does not keep our sender's rules. */
    private static PublicMessage forged(Sender sender, Content content, TestClient signer) {
        FramedContent framed = EPOCH.framed(sender, content);
        Bytes signature = new ContentSignature(EPOCH.crypto, EPOCH.context)
                .sign(WireFormat.PUBLIC_MESSAGE, framed, signer.privateKey());
        boolean commit = content.type() == ContentType.COMMIT;
        FramedContentAuthData auth =
                new FramedContentAuthData(signature, commit ? Optional.of(TestEpoch.TAG) : Optional.empty());
        AuthenticatedContent whole = new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, framed, auth);
        return new PublicMessage(
                framed,
                auth,
                sender instanceof Sender.Member
                        ? Optional.of(
                                new ContentSignature(EPOCH.crypto, EPOCH.context).membershipTag(whole, EPOCH.secrets))
                        : Optional.empty());
    }

    /** Refused to be sent, and refused when somebody sends it all the same. */
    private static void bothSides(String rule, Sender sender, Content content, TestClient signer) {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> EPOCH.publicMessage(sender, content, signer));
        assertEquals(rule, wrong.getMessage().substring(0, rule.length()));
        refused(rule, forged(sender, content, signer));
    }

    @Test
    @DisplayName("MP-4: application data in a public message")
    void publicApplication() {
        bothSides("MP-4", MEMBER, TestEpoch.APPLICATION, owner());
        bothSides("MP-4", new Sender.External(0), TestEpoch.APPLICATION, EPOCH.outsider);
    }

    @Test
    @DisplayName("MP-3: what senders from without may not send")
    void fromOutside() {
        Content update = new Content.ProposalContent(new Update(EPOCH.outsider.leaf()));
        Content init = new Content.ProposalContent(new ExternalInitProposal(Bytes.EMPTY));
        for (Content content : List.of(update, init, EPOCH.commit(), EPOCH.externalCommit())) {
            bothSides("MP-3", new Sender.External(0), content, EPOCH.outsider);
        }
        for (Content content : List.of(TestEpoch.REMOVE, update, EPOCH.externalCommit())) {
            bothSides("MP-3", new Sender.NewMemberProposal(), content, EPOCH.outsider);
        }
        Content pathless = new Content.CommitContent(new Commit(List.of(), Optional.empty()));
        for (Content content : List.of(EPOCH.add(), pathless)) {
            bothSides("MP-3", new Sender.NewMemberCommit(), content, EPOCH.outsider);
        }
    }

    @Test
    @DisplayName("MP-20: a private message of somebody who is no member")
    void privateFromOutside() {
        FramedContent content = EPOCH.framed(new Sender.External(0), TestEpoch.REMOVE);
        assertThrows(
                IllegalArgumentException.class,
                () -> EPOCH.signed(WireFormat.PRIVATE_MESSAGE, content, EPOCH.outsider));
    }

    @Test
    @DisplayName("MP-1: what was signed for one form is not sent in the other")
    void otherForm() {
        FramedContent content = EPOCH.framed(MEMBER, TestEpoch.REMOVE);
        AuthenticatedContent open = EPOCH.signed(WireFormat.PUBLIC_MESSAGE, content, owner());
        AuthenticatedContent hidden = EPOCH.signed(WireFormat.PRIVATE_MESSAGE, content, owner());
        assertThrows(
                IllegalArgumentException.class,
                () -> EPOCH.protection.privateMessage(open, EPOCH.of(0), new Padding(0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> EPOCH.protection.publicMessage(hidden, EPOCH.context, Optional.of(EPOCH.secrets)));
        AuthenticatedContent moved = new AuthenticatedContent(WireFormat.PUBLIC_MESSAGE, content, hidden.auth());
        refused("MP-2", EPOCH.protection.publicMessage(moved, EPOCH.context, Optional.of(EPOCH.secrets)));
        assertThrows(
                IllegalArgumentException.class,
                () -> EPOCH.protection.publicMessage(open, EPOCH.context, Optional.empty()));
    }

    @Test
    @DisplayName("MP-2: signatures of others, senders without a key, blank leaves and leaves outside of the tree")
    void signers() {
        TestClient other = EPOCH.members.get(1);
        refused("MP-2", forged(MEMBER, TestEpoch.REMOVE, other));
        refused("MP-2", forged(new Sender.External(0), TestEpoch.REMOVE, other));
        refused("MP-2", forged(new Sender.External(1), TestEpoch.REMOVE, EPOCH.outsider));
        refused("MP-2", forged(new Sender.External(-1), TestEpoch.REMOVE, EPOCH.outsider));
        refused("MP-2", forged(new Sender.NewMemberProposal(), EPOCH.add(), other));
        refused("MP-2", forged(new Sender.NewMemberCommit(), EPOCH.externalCommit(), other));
        for (int leaf : new int[] {TestEpoch.BLANK, TestEpoch.LEAVES, 1 << 30, 1 << 31, -1}) {
            refused("MP-2", forged(new Sender.Member(leaf), TestEpoch.REMOVE, owner()));
        }
        AuthenticatedContent signed =
                EPOCH.signed(WireFormat.PRIVATE_MESSAGE, EPOCH.framed(MEMBER, TestEpoch.APPLICATION), other);
        refused(
                "MP-2",
                EPOCH.protection
                        .privateMessage(signed, EPOCH.of(0), new Padding(0))
                        .message());
    }

    @Test
    @DisplayName("MP-6: a wrong membership tag, though the signature is right")
    void membershipTag() {
        PublicMessage good = EPOCH.publicMessage(0, TestEpoch.REMOVE);
        byte[] tag = good.membershipTag().orElseThrow().toByteArray();
        tag[tag.length - 1] ^= 1;
        refused("MP-6", new PublicMessage(good.content(), good.auth(), Optional.of(Bytes.of(tag))));
        refused("MP-6", new PublicMessage(good.content(), good.auth(), Optional.of(Bytes.EMPTY)));
        EPOCH.receive(good);
    }

    @Test
    @DisplayName("MP-7: another group, another epoch, handshakes of a past epoch")
    void elsewhere() {
        GroupContext own = EPOCH.context;
        for (GroupContext other : List.of(
                new GroupContext(
                        own.suite(),
                        Bytes.ofUtf8("other"),
                        own.epoch(),
                        own.treeHash(),
                        own.confirmedTranscriptHash(),
                        own.extensions()),
                own.next(own.treeHash(), own.extensions()))) {
            MessageEpoch receiver = new MessageEpoch(other, EPOCH.secrets, EPOCH.tree, 1, EPOCH);
            MlsMessageOut open = MlsMessageOut.of(EPOCH.publicMessage(0, TestEpoch.REMOVE));
            MlsMessageOut hidden = MlsMessageOut.of(EPOCH.privateMessage(0, TestEpoch.APPLICATION));
            refused("MP-7", () -> EPOCH.receive(receiver, open));
            refused("MP-7", () -> EPOCH.receive(receiver, hidden));
        }
        MlsMessageOut open = MlsMessageOut.of(EPOCH.publicMessage(0, TestEpoch.REMOVE));
        MlsMessageOut hidden = MlsMessageOut.of(EPOCH.privateMessage(0, TestEpoch.REMOVE));
        refused("MP-7", () -> EPOCH.receive(EPOCH.past(1), open));
        refused("MP-7", () -> EPOCH.receive(EPOCH.past(1), hidden));
    }

    @Test
    @DisplayName("MP-1: a member's message under another context of the same epoch does not verify")
    void otherContext() {
        GroupContext fork = EPOCH.context.confirmed(Bytes.ofUtf8("fork"));
        MessageEpoch receiver = new MessageEpoch(fork, EPOCH.secrets, EPOCH.tree, 1, EPOCH);
        MlsMessageOut open = MlsMessageOut.of(EPOCH.publicMessage(0, TestEpoch.REMOVE));
        refused("MP-6", () -> EPOCH.receive(receiver, open));
        MlsMessageOut hidden = MlsMessageOut.of(EPOCH.privateMessage(0, TestEpoch.APPLICATION));
        refused("MP-2", () -> EPOCH.receive(receiver, hidden));
        MlsMessageOut external =
                MlsMessageOut.of(EPOCH.publicMessage(new Sender.External(0), TestEpoch.REMOVE, EPOCH.outsider));
        EPOCH.receive(receiver, external);
    }

    @Test
    @DisplayName("MP-9: sender data that names a blank leaf, or one outside of the tree")
    void senderLeaf() {
        PrivateMessage good = EPOCH.privateMessage(0, TestEpoch.APPLICATION);
        for (int leaf : new int[] {TestEpoch.BLANK, TestEpoch.LEAVES, 1 << 30, 1 << 31, -1}) {
            refused("MP-9", withSender(good, new SenderData(leaf, 0, Bytes.of(new byte[4]))));
        }
    }

    @Test
    @DisplayName("MP-17 KS-10: sender data that names a generation far away")
    void generations() {
        PrivateMessage good = EPOCH.privateMessage(0, TestEpoch.APPLICATION);
        Bytes guard = Bytes.of(new byte[4]);
        refused("KS-10", withSender(good, new SenderData(0, TestEpoch.WINDOW.maximumForward() + 1, guard)));
        refused("KS-10", withSender(good, new SenderData(0, -2, guard)));
        refused("MP-17", withSender(good, new SenderData(0, -1, guard)));
        refused("KS-9", withSender(good, new SenderData(0, TestEpoch.WINDOW.maximumForward(), guard)));
    }

    @Test
    @DisplayName("MP-14: this client's own private message")
    void own() {
        MlsMessageOut own = MlsMessageOut.of(EPOCH.privateMessage(1, TestEpoch.APPLICATION));
        MlsException refusal = assertThrows(MlsException.class, () -> EPOCH.receive(EPOCH.of(1), own));
        assertEquals(ErrorCode.DUPLICATE_MESSAGE, refusal.code());
    }

    @Test
    @DisplayName("MP-11 COD-6: padding that is not zero, and content that is not the content type's")
    void padding() {
        byte[] content = PrivateContent.octets(
                EPOCH.signed(WireFormat.PRIVATE_MESSAGE, EPOCH.framed(MEMBER, TestEpoch.APPLICATION), owner()),
                new Padding(64));
        EPOCH.receive(sealed(ContentType.APPLICATION, content));
        content[content.length - 1] = 1;
        PrivateMessage padded = sealed(ContentType.APPLICATION, content);
        assertEquals(
                "padding is zeros",
                assertThrows(MalformedMessageException.class, () -> EPOCH.receive(padded))
                        .reason());
        content[content.length - 1] = 0;
        PrivateMessage other = sealed(ContentType.PROPOSAL, content);
        assertThrows(MalformedMessageException.class, () -> EPOCH.receive(other));
        PrivateMessage empty = sealed(ContentType.APPLICATION, new byte[0]);
        assertThrows(MalformedMessageException.class, () -> EPOCH.receive(empty));
    }

    /** The message with other sender data, rightly sealed. */
    private static PrivateMessage withSender(PrivateMessage message, SenderData data) {
        Bytes sealed = new SenderDataCipher(EPOCH.crypto, EPOCH.secrets)
                .seal(data, message.senderDataAad(), message.ciphertext());
        return new PrivateMessage(
                message.groupId(),
                message.epoch(),
                message.contentType(),
                message.authenticatedData(),
                sealed,
                message.ciphertext());
    }

    /** Any content under member 0's first key. */
    private static PrivateMessage sealed(ContentType type, byte[] content) {
        PrivateMessage header = new PrivateMessage(
                EPOCH.context.groupId(), EPOCH.context.epoch(), type, Bytes.ofUtf8("aad"), Bytes.EMPTY, Bytes.EMPTY);
        RatchetId ratchet =
                new RatchetId(0, type == ContentType.APPLICATION ? RatchetKind.APPLICATION : RatchetKind.HANDSHAKE);
        try (MessageKeyUse use = EPOCH.tree.sending(EPOCH.crypto, ratchet)) {
            Bytes ciphertext = use.key()
                    .key()
                    .use(key -> use.key()
                            .nonce()
                            .use(nonce ->
                                    Bytes.of(EPOCH.crypto.crypto().seal(key, nonce, header.contentAad(), content))));
            PrivateMessage message = new PrivateMessage(
                    header.groupId(), header.epoch(), type, header.authenticatedData(), Bytes.EMPTY, ciphertext);
            return withSender(message, new SenderData(0, 0, Bytes.of(new byte[4])));
        }
    }
}
