package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Rotation: one more credential, then the conversations, then the old one goes")
class RotationTest {
    private final TestRoom room = new TestRoom();
    private final TestMember alice = room.alice;
    private final TestMember bob = room.bob;

    @AfterEach
    void close() {
        room.close();
    }

    private void rotateTo(CredentialRef next) {
        CredentialRef old = alice.view().credential();
        MlsException used =
                assertThrows(MlsException.class, () -> alice.client.inTransaction(tx -> tx.removeCredential(old)));
        assertEquals(ErrorCode.CREDENTIAL_IN_USE, used.code());
        assertTrue(used.getMessage().contains(TestMember.ROOM.toString()));
        CommitResult result = alice.in(conversation -> conversation.setCredentialByRef(next));
        assertEquals(next, alice.view().credential());
        assertEquals(List.of(), result.changes().added());
        bob.read(alice.delivery.last().commit());
        alice.restart();
        room.assertAgreed(bob);
        assertEquals("still", TestRoom.text(bob.read(alice.send("still"))));
        alice.client.inTransaction(tx -> {
            tx.generateKeyPackage(old);
            tx.generateKeyPackage(next);
            tx.removeCredential(old);
            assertEquals(1, tx.keyPackages(next).size());
        });
        assertEquals(next, alice.view().credential());
    }

    @Test
    @DisplayName("from Basic by activation, which keeps the key")
    void activation() {
        room.basic();
        Bytes key = alice.view().members().get(0).signatureKey();
        E2eiEnrollment activation = alice.client.e2eiNewActivationEnrollment(TestClients.request(TestClients.ALICE));
        activation.acquire(TestClients.hooks());
        CredentialRef next = alice.client
                .transaction(tx -> tx.saveX509Credential(
                        activation, activation.issued().orElseThrow().chain()))
                .credential();
        rotateTo(next);
        assertEquals(key, alice.view().members().get(0).signatureKey());
        assertEquals(E2eiConversationState.NotVerified, bob.view().e2eiConversationState());
    }

    @Test
    @DisplayName("with a fresh key: the old leaf's key signs the commit, the new one all that follows")
    void freshKey() {
        room.certified();
        Bytes key = alice.view().members().get(0).signatureKey();
        rotateTo(alice.certified());
        assertNotEquals(key, alice.view().members().get(0).signatureKey());
        assertEquals(E2eiConversationState.Verified, bob.view().e2eiConversationState());
        CredentialRef same = alice.view().credential();
        alice.in(conversation -> conversation.setCredentialByRef(same));
        ReceivedMessage.Commit commit = assertInstanceOf(
                ReceivedMessage.Commit.class, bob.read(alice.delivery.last().commit()));
        assertEquals(List.of(), commit.changes().changed(), "the same credential is a key update");
    }

    @Test
    @DisplayName("is in use from the pending commit on, and no longer when that is cleared")
    void pending() {
        room.certified();
        CredentialRef next = alice.certified();
        alice.delivery.plan(() -> {
            throw new IllegalArgumentException("planted");
        });
        assertThrows(
                IllegalArgumentException.class, () -> alice.in(conversation -> conversation.setCredentialByRef(next)));
        alice.restart();
        assertEquals(
                ErrorCode.CREDENTIAL_IN_USE,
                assertThrows(MlsException.class, () -> alice.client.inTransaction(tx -> tx.removeCredential(next)))
                        .code());
        alice.client.inTransaction(tx -> {
            tx.conversation(TestMember.ROOM).clearPendingCommit();
            tx.removeCredential(next);
        });
        room.assertAgreed(bob);
    }

    @Test
    @DisplayName("to a credential of another suite, or to none of this client's, is refused")
    void refused() {
        room.basic();
        CredentialRef unknown = bob.view().credential();
        assertEquals(
                ErrorCode.CREDENTIAL_NOT_FOUND,
                assertThrows(
                                MlsException.class,
                                () -> alice.in(conversation -> conversation.setCredentialByRef(unknown)))
                        .code());
        TestMember both = room.carol;
        List<CredentialRef> refs = both.client.transaction(
                tx -> tx.mlsInit(TestRoom.CAROL, List.of(TestClients.SUITE1, TestClients.SUITE2)));
        both.create();
        assertEquals(
                ErrorCode.WRONG_CREDENTIAL,
                assertThrows(
                                MlsException.class,
                                () -> both.in(conversation -> conversation.setCredentialByRef(refs.get(1))))
                        .code());
    }
}
