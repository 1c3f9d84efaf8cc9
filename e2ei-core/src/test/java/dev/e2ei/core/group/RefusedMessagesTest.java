package dev.e2ei.core.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContentAuthData;
import dev.e2ei.core.framing.PublicMessage;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Refused messages leave nothing behind")
class RefusedMessagesTest {
    private static final Bytes TEXT = Bytes.ofUtf8("hello");

    private final TestGroup group = TestGroup.of(3, false);
    private final TestMember bob = group.at(0);
    private final TestMember alice = group.at(1);

    private Bytes proposal() {
        return alice.propose(own -> own.remove(alice.state(), 2, alice.signer()))
                .message();
    }

    @Test
    @DisplayName("MP-6 another membership tag")
    void membershipTag() {
        Bytes message = proposal();
        Refusals.assertRefused("MP-6", bob, Refusals.flipped(message, -1));
        assertInstanceOf(Received.ProposalStored.class, bob.receive(message));
    }

    @Test
    @DisplayName("MP-2 another signature under a right membership tag")
    void signature() {
        PublicMessage message = Forgery.opened(proposal());
        FramedContentAuthData wrong =
                new FramedContentAuthData(Refusals.flipped(message.auth().signature(), 0), Optional.empty());
        Refusals.assertRefused("MP-2", bob, new Forgery(bob).with(message, wrong));
    }

    @Test
    @DisplayName("MP-2 somebody else's leaf as sender")
    void foreignLeaf() {
        Content content = new Content.ProposalContent(new Remove(2));
        Refusals.assertRefused("MP-2", bob, new Forgery(alice).content(new Sender.Member(2), content));
        Refusals.assertRefused("MP-2", bob, new Forgery(alice).content(new Sender.Member(3), content));
        Refusals.assertRefused("MP-2", bob, new Forgery(alice).content(new Sender.Member(-1), content));
    }

    @Test
    @DisplayName("MP-2 an external sender where the group has none")
    void externalSender() {
        Content content = new Content.ProposalContent(new Remove(2));
        Refusals.assertRefused("MP-2", bob, new Forgery(alice).content(new Sender.External(0), content));
        Refusals.assertRefused("MP-2", bob, new Forgery(alice).content(new Sender.External(-1), content));
    }

    @Test
    @DisplayName("MP-7 a message for another group, and what is no message to members")
    void otherGroup() {
        TestGroup other = new TestGroup(group.suite, false);
        TestMember stranger = new TestMember(group.suite, 9, Bytes.ofUtf8("another group"), alice.profile, false);
        stranger.create(other.config, List.of());
        Refusals.assertRefused("MP-7", bob, stranger.encrypt(TEXT));
        Refusals.assertRefused("MP-7", bob, alice.groupInfo());
    }

    @Test
    @DisplayName("MP-7 an epoch too far ahead")
    void tooFarAhead() {
        alice.commit(CommitRequest.update());
        alice.accepted();
        alice.commit(CommitRequest.update());
        alice.accepted();
        Refusals.assertRefused(ErrorCode.STALE_EPOCH, bob, alice.encrypt(TEXT));
    }

    @Test
    @DisplayName("COD-6 octets after the end, and every beginning of a message")
    void malformed() {
        Bytes message = alice.encrypt(TEXT);
        byte[] octets = message.toByteArray();
        Refusals.assertRefused(ErrorCode.MLS_MALFORMED, bob, Bytes.of(Arrays.copyOf(octets, octets.length + 1)));
        for (int length = 0; length < octets.length; length++) {
            Refusals.assertRefused(ErrorCode.MLS_MALFORMED, bob, Bytes.ofRange(octets, 0, length));
        }
        assertInstanceOf(Received.Application.class, bob.receive(message));
    }

    @Test
    @DisplayName("KS-9 a damaged copy before the genuine message, whatever octet is damaged")
    void damagedCopy() {
        Bytes message = alice.encrypt(TEXT);
        for (int place = message.size() - 60; place < message.size(); place++) {
            Refusals.assertRefused("KS-9", bob, Refusals.flipped(message, place));
        }
        Received.Application received = assertInstanceOf(Received.Application.class, bob.receive(message));
        assertEquals(TEXT, received.content());
        bob.assertStored();
    }

    @Test
    @DisplayName("KS-11 a message twice, and one below the window")
    void duplicates() {
        List<Bytes> messages =
                Stream.generate(() -> alice.encrypt(TEXT)).limit(6).toList();
        bob.receive(messages.get(5));
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, bob, messages.get(5));
        bob.receive(messages.get(4));
        bob.restart();
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, bob, messages.get(4));
        bob.receive(messages.get(3));
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, bob, messages.get(2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("MP-14 own messages that come back, and a proposal twice")
    void ownMessages(boolean encrypted) {
        TestGroup own = TestGroup.of(2, encrypted);
        TestMember sender = own.at(0);
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, sender, sender.encrypt(TEXT));
        Bytes proposal = sender.propose(made -> made.update(sender.state(), Optional.empty(), sender.signer()))
                .message();
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, sender, proposal);
        own.at(1).receive(proposal);
        Refusals.assertRefused(ErrorCode.DUPLICATE_MESSAGE, own.at(1), proposal);
    }
}
