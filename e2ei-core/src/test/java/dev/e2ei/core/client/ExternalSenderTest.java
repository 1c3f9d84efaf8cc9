package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.conversation.MessageSender;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.core.framing.Content;
import dev.e2ei.core.framing.FramedContent;
import dev.e2ei.core.framing.GroupInfo;
import dev.e2ei.core.framing.MessageProtection;
import dev.e2ei.core.framing.MlsMessageIn;
import dev.e2ei.core.framing.MlsMessageOut;
import dev.e2ei.core.framing.WireFormat;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.proposal.Remove;
import dev.e2ei.core.proposal.Sender;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Wire's backend, which may propose from outside,")
class ExternalSenderTest {
    private final TestRoom room = new TestRoom();
    private final LabeledCrypto crypto = new LabeledCrypto(
            room.world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow());
    private final SignatureKey server = SignatureKey.generate(crypto.crypto());

    @BeforeEach
    void gather() {
        room.alice.basic();
        Bytes bobs = room.bob.keyPackage(room.bob.basic());
        ExternalSender sender = ExternalSender.wireServer(server.publicKey());
        room.alice.client.inTransaction(tx -> tx.createConversation(
                        TestMember.ROOM,
                        ConversationConfig.of(TestClients.SUITE1).withExternalSenders(List.of(sender)))
                .addMembers(List.of(bobs)));
        room.bob.welcomedBy(room.alice);
    }

    @AfterEach
    void close() {
        server.close();
        room.close();
    }

    private Bytes removal(int leaf, SignatureKey signer) {
        GroupInfo info =
                MlsMessageIn.readGroupInfo(room.alice.view().groupInfo().toByteArray());
        FramedContent content = FramedContent.of(
                info.context().groupId(),
                info.context().epoch(),
                new Sender.External(0),
                Bytes.EMPTY,
                new Content.ProposalContent(new Remove(leaf)));
        MessageProtection protection = new MessageProtection(crypto, room.world.crypto.random());
        return signer.privateKey()
                .use(key -> MlsMessageOut.of(protection.publicMessage(
                                protection
                                        .sign(WireFormat.PUBLIC_MESSAGE, content, info.context(), key)
                                        .complete(),
                                info.context(),
                                Optional.empty()))
                        .octets());
    }

    @Test
    @DisplayName("is known to all, removes a member by whoever commits, and is named as the proposer")
    void removes() {
        assertEquals(room.alice.view().externalSenders(), room.bob.view().externalSenders());
        assertEquals(
                Bytes.ofUtf8("wire-server"),
                room.bob.view().externalSenders().get(0).identity());
        Bytes proposal = removal(1, server);
        ReceivedMessage.Proposal read = assertInstanceOf(ReceivedMessage.Proposal.class, room.alice.read(proposal));
        assertEquals(MessageSender.Kind.EXTERNAL, read.sender().kind());
        assertEquals(Bytes.ofUtf8("wire-server"), read.sender().identity());
        assertEquals(Optional.empty(), read.sender().now());
        ReceivedMessage.Proposal bobs = assertInstanceOf(ReceivedMessage.Proposal.class, room.bob.read(proposal));
        assertEquals(Optional.empty(), bobs.commitDelay(), "it is Bob who is to go");
        CommitResult result = room.alice
                .in(conversation -> conversation.commitPendingProposals())
                .orElseThrow();
        assertEquals(
                Optional.of(TestClients.BOB), result.changes().removed().get(0).clientId());
        room.bob.read(room.alice.delivery.last().commit());
        assertFalse(room.bob.view().isActive());
    }

    @Test
    @DisplayName("is believed by its key only, and no more once the conversation has others")
    void replaced() {
        try (SignatureKey foreign = SignatureKey.generate(crypto.crypto())) {
            Bytes forged = removal(1, foreign);
            assertThrows(MessageRejectedException.class, () -> room.alice.read(forged));
            room.alice.in(conversation ->
                    conversation.updateExternalSenders(List.of(ExternalSender.wireServer(foreign.publicKey()))));
            room.bob.read(room.alice.delivery.last().commit());
            Bytes old = removal(1, server);
            assertThrows(MessageRejectedException.class, () -> room.alice.read(old));
            room.alice.read(removal(1, foreign));
            room.alice.in(conversation -> conversation.commitPendingProposals());
            room.alice.in(conversation -> conversation.updateExternalSenders(List.of()));
            assertEquals(List.of(), room.alice.view().externalSenders());
        }
    }
}
