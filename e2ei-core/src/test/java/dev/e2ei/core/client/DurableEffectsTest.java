package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a transaction does to conversations")
class DurableEffectsTest {
    private static final ConversationId OTHER = ConversationId.ofUtf8("other");

    private final TestRoom room = new TestRoom().basic();
    private final TestMember alice = room.alice;
    private final TestMember bob = room.bob;

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    @DisplayName("is undone by an abort: a message read, a welcome taken, a conversation made can be had again")
    void undone() {
        Bytes message = alice.send("once");
        try (E2eiTransaction tx = bob.client.newTransaction()) {
            assertEquals("once", TestRoom.text(tx.conversation(TestMember.ROOM).decrypt(message)));
            assertEquals(
                    ErrorCode.DUPLICATE_MESSAGE,
                    assertThrows(
                                    MlsException.class,
                                    () -> tx.conversation(TestMember.ROOM).decrypt(message))
                            .code());
            tx.createConversation(OTHER, ConversationConfig.of(TestClients.SUITE1));
            tx.abort();
        }
        assertEquals(Set.of(TestMember.ROOM), bob.client.conversations());
        assertEquals("once", TestRoom.text(bob.read(message)));
        Bytes carols = room.carol.keyPackage(room.carol.basic());
        alice.in(conversation -> conversation.addMembers(List.of(carols)));
        Bytes commit = alice.delivery.last().commit();
        Bytes welcome = alice.delivery.last().welcome().orElseThrow();
        for (TestMember member : List.of(bob, room.carol)) {
            try (E2eiTransaction tx = member.client.newTransaction()) {
                if (member == bob) {
                    tx.conversation(TestMember.ROOM).decrypt(commit);
                } else {
                    tx.joinByWelcome(welcome);
                }
                assertEquals(2, tx.conversation(TestMember.ROOM).epoch());
            }
        }
        assertEquals(1, bob.view().epoch());
        bob.read(commit);
        room.carol.welcomedBy(alice);
        room.assertAgreed(bob, room.carol);
    }

    @Test
    @DisplayName("up to an encryption is durable with it; what came after it is undone")
    void durable() {
        Bytes first;
        try (E2eiTransaction tx = alice.client.newTransaction()) {
            tx.createConversation(OTHER, ConversationConfig.of(TestClients.SUITE1));
            Conversation conversation = tx.conversation(TestMember.ROOM);
            first = conversation.encrypt(Bytes.ofUtf8("first"));
            tx.conversation(OTHER).wipe();
            tx.abort();
        }
        assertEquals(Set.of(TestMember.ROOM, OTHER), alice.client.conversations());
        alice.restart();
        Bytes second = alice.send("second");
        assertNotEquals(first, second);
        assertEquals("second", TestRoom.text(bob.read(second)));
        assertEquals("first", TestRoom.text(bob.read(first)));
    }

    @Test
    @DisplayName("is seen by itself at once, by handles of before as well, and by others when it is durable")
    void live() {
        try (E2eiTransaction tx = alice.client.newTransaction()) {
            Conversation made = tx.createConversation(OTHER, ConversationConfig.of(TestClients.SUITE1));
            Conversation again = tx.conversation(OTHER);
            assertEquals(0, again.epoch());
            assertEquals(
                    ErrorCode.CONVERSATION_NOT_FOUND,
                    assertThrows(MlsException.class, () -> alice.client.conversation(OTHER))
                            .code());
            made.updateKeyingMaterial();
            assertEquals(1, again.epoch());
            assertEquals(1, alice.client.conversation(OTHER).epoch());
            again.wipe();
            assertEquals(
                    ErrorCode.CONVERSATION_NOT_FOUND,
                    assertThrows(MlsException.class, made::epoch).code());
        }
        assertEquals(1, alice.client.conversation(OTHER).epoch());
    }

    @Test
    @DisplayName("is read under its own snapshot until it writes")
    void snapshot() {
        try (E2eiTransaction tx = bob.client.newTransaction()) {
            Conversation conversation = tx.conversation(TestMember.ROOM);
            Bytes before = conversation.epochAuthenticator();
            alice.in(other -> other.updateKeyingMaterial());
            bob.client.inTransaction(E2eiTransaction::removeExpiredKeyPackages);
            assertEquals(before, conversation.epochAuthenticator());
            conversation.decrypt(alice.delivery.last().commit());
            assertEquals(alice.view().epochAuthenticator(), conversation.epochAuthenticator());
            tx.finish();
        }
        room.assertAgreed(bob);
    }
}
