package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.keypackage.KeyPackageRepository;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("KP-6 WE-8 A key package is used once")
class KeyPackageUseTest {
    private final TestRoom room = new TestRoom().basic();
    private final TestMember alice = room.alice;
    private final TestMember carol = room.carol;
    private final CredentialRef carols = carol.basic();
    private final Bytes keyPackage = carol.keyPackage(carols);

    @AfterEach
    void close() {
        room.close();
    }

    private Bytes welcome() {
        alice.in(conversation -> conversation.addMembers(List.of(keyPackage)));
        return alice.delivery.last().welcome().orElseThrow();
    }

    private void assertOrphan(Bytes welcome) {
        Map<String, Map<Bytes, Bytes>> before = carol.engine.dump(DefaultRuntime.KEYSPACES);
        MlsException refused =
                assertThrows(MlsException.class, () -> carol.client.inTransaction(tx -> tx.joinByWelcome(welcome)));
        assertEquals(ErrorCode.ORPHAN_WELCOME, refused.code());
        assertEquals(before, carol.engine.dump(DefaultRuntime.KEYSPACES));
    }

    @Test
    @DisplayName("and its keys are gone with the join: a Welcome that comes again, also after a wipe, is an orphan")
    void replayedWelcome() {
        Bytes welcome = welcome();
        carol.client.inTransaction(tx -> tx.joinByWelcome(welcome));
        assertEquals(List.of(), carol.client.keyPackages(carols));
        assertEquals(
                Map.of(KeyPackageRepository.KEYSPACE, Map.of()),
                carol.engine.dump(List.of(KeyPackageRepository.KEYSPACE)));
        assertOrphan(welcome);
        carol.client.inTransaction(tx -> tx.conversation(TestMember.ROOM).wipe());
        assertOrphan(welcome);
        assertFalse(carol.client.conversationExists(TestMember.ROOM));
    }

    @Test
    @DisplayName("by this client too, in whatever conversation somebody else uses it again")
    void usedInTwoConversations() {
        carol.client.inTransaction(tx -> tx.joinByWelcome(welcome()));
        ConversationId other = ConversationId.ofUtf8("other");
        alice.client.inTransaction(tx -> {
            Conversation second = tx.createConversation(other, ConversationConfig.of(TestClients.SUITE1));
            second.addMembers(List.of(keyPackage));
        });
        assertOrphan(alice.delivery.last().welcome().orElseThrow());
    }

    @Test
    @DisplayName("PC-7 and again a fresh one, after a removal that this client has read")
    void addedAgain() {
        carol.client.inTransaction(tx -> tx.joinByWelcome(welcome()));
        Bytes late = carol.send("before the removal");
        alice.in(conversation -> conversation.removeMembers(List.of(TestRoom.CAROL)));
        Bytes removal = alice.delivery.last().commit();
        carol.read(removal);
        assertEquals("before the removal", TestRoom.text(alice.read(late)));
        assertEquals(
                ErrorCode.NOT_A_MEMBER,
                assertThrows(MlsException.class, () -> carol.send("after it")).code());
        assertEquals(
                ErrorCode.NOT_A_MEMBER,
                assertThrows(MlsException.class, () -> carol.read(removal)).code());
        Bytes fresh = carol.keyPackage(carols);
        alice.in(conversation -> conversation.addMembers(List.of(fresh)));
        carol.welcomedBy(alice);
        assertEquals("again", TestRoom.text(alice.read(carol.send("again"))));
    }
}
