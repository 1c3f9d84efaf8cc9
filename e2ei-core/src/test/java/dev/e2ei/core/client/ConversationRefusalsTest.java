package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Calls that make no sense are refused, and the store is as it was, octet by octet:")
@SuppressWarnings("NullAway")
class ConversationRefusalsTest {
    private static final Bytes JUNK = Bytes.of(new byte[] {0, 1, 0, 9, 9, 9});
    private static final ConversationConfig SUITE1 = ConversationConfig.of(TestClients.SUITE1);
    private static final ConversationConfig SUITE2 = ConversationConfig.of(TestClients.SUITE2);

    private final TestRoom room = new TestRoom().basic();
    private final TestMember alice = room.alice;
    private Map<String, Map<Bytes, Bytes>> before = Map.of();

    @BeforeEach
    void remember() {
        before = alice.engine.dump(DefaultRuntime.KEYSPACES);
    }

    @AfterEach
    void close() {
        room.close();
    }

    /** In a transaction that is finished all the same. */
    private <E extends RuntimeException> E refused(Class<E> kind, Consumer<E2eiTransaction> action) {
        E thrown = alice.client.transaction(tx -> assertThrows(kind, () -> action.accept(tx)));
        assertEquals(before, alice.engine.dump(DefaultRuntime.KEYSPACES));
        return thrown;
    }

    private <E extends RuntimeException> E refusedHere(Class<E> kind, Consumer<Conversation> action) {
        return refused(kind, tx -> action.accept(tx.conversation(TestMember.ROOM)));
    }

    private void refusedAs(ErrorCode code, Consumer<E2eiTransaction> action) {
        assertEquals(code, refused(MlsException.class, action).code());
    }

    @Test
    @DisplayName("null")
    void nulls() {
        List<Consumer<E2eiTransaction>> calls = List.of(
                tx -> tx.conversation(null),
                tx -> tx.createConversation(null, SUITE1),
                tx -> tx.createConversation(ConversationId.ofUtf8("new"), null),
                tx -> tx.joinByWelcome(null),
                tx -> tx.joinByWelcome(JUNK, null),
                tx -> tx.joinByExternalCommit(null, SUITE1),
                tx -> tx.joinByExternalCommit(alice.view().groupInfo(), null),
                tx -> tx.verifyGroupInfo(null),
                tx -> tx.retryPendingJoin(null),
                tx -> tx.clearPendingJoin(null),
                tx -> tx.registerExternalPsk(null, null),
                tx -> tx.mlsInitX509(null, (Secret) null),
                tx -> tx.addX509Credential(null, null),
                tx -> tx.removeCredential(null),
                tx -> tx.generateKeyPackage(null),
                tx -> tx.generateKeyPackages(null, 1),
                tx -> tx.removeKeyPackages(null),
                tx -> tx.removeKeyPackage(null),
                tx -> tx.keyPackages(null));
        calls.forEach(call -> refused(NullPointerException.class, call));
        List<Consumer<Conversation>> here = List.of(
                conversation -> conversation.addMembers(null),
                conversation -> conversation.removeMembers(null),
                conversation -> conversation.setCredentialByRef(null),
                conversation -> conversation.updateExternalSenders(null),
                conversation -> conversation.proposeAdd(null),
                conversation -> conversation.proposeRemove(null),
                conversation -> conversation.encrypt(null),
                conversation -> conversation.encrypt(JUNK, null),
                conversation -> conversation.decrypt(null),
                conversation -> conversation.getDeviceIdentities(null),
                conversation -> conversation.getUserIdentities(null),
                conversation -> conversation.exportSecret(null, JUNK, 32));
        here.forEach(call -> refusedHere(NullPointerException.class, call));
    }

    @Test
    @DisplayName("an unknown conversation")
    void unknown() {
        ConversationId other = ConversationId.ofUtf8("other");
        refusedAs(ErrorCode.CONVERSATION_NOT_FOUND, tx -> tx.conversation(other));
        assertEquals(
                ErrorCode.CONVERSATION_NOT_FOUND,
                assertThrows(MlsException.class, () -> alice.client.conversation(other))
                        .code());
        assertEquals(Optional.empty(), alice.client.transaction(tx -> tx.retryPendingJoin(other)));
        assertEquals(Boolean.FALSE, alice.client.transaction(tx -> tx.clearPendingJoin(other)));
    }

    @Test
    @DisplayName("an id, a suite or a credential that does not fit")
    void unfitting() {
        refusedAs(ErrorCode.CONVERSATION_EXISTS, tx -> tx.createConversation(TestMember.ROOM, SUITE1));
        refusedAs(ErrorCode.CREDENTIAL_NOT_FOUND, tx -> tx.createConversation(ConversationId.ofUtf8("new"), SUITE2));
        CredentialRef bobs = room.bob.view().credential();
        refusedAs(
                ErrorCode.CREDENTIAL_NOT_FOUND,
                tx -> tx.createConversation(ConversationId.ofUtf8("new"), ConversationConfig.of(bobs)));
        refusedAs(ErrorCode.CREDENTIAL_NOT_FOUND, tx -> tx.generateKeyPackage(bobs));
        refusedAs(ErrorCode.CREDENTIAL_NOT_FOUND, tx -> tx.removeCredential(bobs));
        refused(
                IllegalArgumentException.class,
                tx -> tx.createConversation(
                        ConversationId.ofUtf8("new"),
                        SUITE1.withExternalSenders(List.of(ExternalSender.wireServer(JUNK)))));
        refusedHere(
                IllegalArgumentException.class,
                conversation -> conversation.updateExternalSenders(List.of(ExternalSender.wireServer(JUNK))));
        assertThrows(IllegalArgumentException.class, () -> new ConversationId(Bytes.EMPTY));
        TestMember carol = room.carol;
        assertEquals(
                ErrorCode.MLS_NOT_INITIALIZED,
                assertThrows(MlsException.class, carol::create).code());
    }

    @Test
    @DisplayName("members that are none, or are there, or are oneself")
    void members() {
        refusedHere(IllegalArgumentException.class, conversation -> conversation.addMembers(List.of()));
        refusedHere(IllegalArgumentException.class, conversation -> conversation.removeMembers(List.of()));
        refusedHere(
                IllegalArgumentException.class, conversation -> conversation.removeMembers(List.of(TestRoom.CAROL)));
        refusedHere(
                IllegalArgumentException.class, conversation -> conversation.removeMembers(List.of(TestClients.ALICE)));
        refusedHere(IllegalArgumentException.class, conversation -> conversation.proposeRemove(TestRoom.CAROL));
        Bytes bobs = room.bob.keyPackage(room.bob.view().credential());
        refusedHere(MessageRejectedException.class, conversation -> conversation.addMembers(List.of(bobs)));
        Bytes own = alice.keyPackage(alice.view().credential());
        remember();
        refusedHere(IllegalArgumentException.class, conversation -> conversation.addMembers(List.of(own)));
        refusedHere(MalformedMessageException.class, conversation -> conversation.addMembers(List.of(JUNK)));
        refusedHere(MalformedMessageException.class, conversation -> conversation.proposeAdd(JUNK));
    }

    @Test
    @DisplayName("octets that are something else")
    void octets() {
        refusedHere(MalformedMessageException.class, conversation -> conversation.decrypt(JUNK));
        refusedHere(MalformedMessageException.class, conversation -> conversation.decrypt(Bytes.EMPTY));
        refusedHere(
                MessageRejectedException.class,
                conversation -> conversation.decrypt(alice.view().groupInfo()));
        refused(MalformedMessageException.class, tx -> tx.joinByWelcome(JUNK));
        refused(MalformedMessageException.class, tx -> tx.joinByExternalCommit(JUNK, SUITE1));
        refused(MalformedMessageException.class, tx -> tx.verifyGroupInfo(JUNK));
        Bytes welcome = alice.delivery.last().welcome().orElseThrow();
        refusedAs(ErrorCode.ORPHAN_WELCOME, tx -> tx.joinByWelcome(welcome));
        Bytes own = alice.send("own");
        remember();
        assertEquals(
                ErrorCode.DUPLICATE_MESSAGE,
                refusedHere(MlsException.class, conversation -> conversation.decrypt(own))
                        .code());
        refusedHere(IllegalArgumentException.class, conversation -> conversation.exportSecretKey(0));
        refusedHere(IllegalArgumentException.class, conversation -> conversation.exportSecretKey(70_000));
        try (Secret psk = Secret.take(new byte[32])) {
            refused(IllegalArgumentException.class, tx -> tx.registerExternalPsk(Bytes.EMPTY, psk));
        }
    }

    @Test
    @DisplayName("a transaction that is over, another thread's, and a client that is closed")
    void over() {
        E2eiTransaction tx = alice.client.newTransaction();
        Conversation conversation = tx.conversation(TestMember.ROOM);
        tx.finish();
        assertThrows(IllegalStateException.class, conversation::epoch);
        assertThrows(IllegalStateException.class, () -> conversation.encrypt(JUNK));
        assertThrows(IllegalStateException.class, () -> conversation.decrypt(JUNK));
        assertThrows(IllegalStateException.class, () -> tx.conversation(TestMember.ROOM));
        assertThrows(IllegalStateException.class, tx::conversations);
        assertThrows(IllegalStateException.class, () -> tx.createConversation(ConversationId.ofUtf8("x"), SUITE1));
        ConversationView view = alice.view();
        assertEquals(E2eiConversationState.NotEnabled, view.e2eiConversationState());
        alice.client.close();
        assertThrows(IllegalStateException.class, view::epoch);
        assertThrows(IllegalStateException.class, view::e2eiConversationState);
        assertThrows(IllegalStateException.class, alice.client::conversations);
        assertThrows(IllegalStateException.class, () -> alice.client.verifyGroupInfo(JUNK));
        assertThrows(IllegalStateException.class, () -> alice.client.trust().dueCrlDistributionPoints());
    }
}
