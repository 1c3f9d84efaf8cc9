package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.MessageSender;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.conversation.WelcomeBundle;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.CommitRejectedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("EX-8 A join from outside")
class ExternalJoinDeliveryTest {
    private final TestRoom room = new TestRoom().certified();
    private final TestMember carol = room.carol;
    private final CredentialRef carols = carol.certified();

    @AfterEach
    void close() {
        room.close();
    }

    private WelcomeBundle join() {
        Bytes info = room.alice.view().groupInfo();
        return carol.client.transaction(tx -> tx.joinByExternalCommit(info, ConversationConfig.of(carols)));
    }

    private void follow() {
        Bytes commit = carol.delivery.last().commit();
        ReceivedMessage.Commit read = (ReceivedMessage.Commit) room.alice.read(commit);
        assertEquals(MessageSender.Kind.NEW_MEMBER_COMMIT, read.sender().kind());
        assertEquals(Optional.of(2), read.sender().leafIndex());
        assertEquals(TestRoom.CAROL, read.sender().now().orElseThrow().clientId());
        room.bob.read(commit);
        room.assertAgreed(room.bob, carol);
    }

    @Test
    @DisplayName("is there once it was accepted, with the distribution points of all members")
    void accepted() {
        WelcomeBundle bundle = join();
        assertEquals(TestMember.ROOM, bundle.id());
        assertEquals(2, bundle.epoch());
        assertEquals(1, bundle.newCrlDistributionPoints().uris().size());
        follow();
    }

    @Test
    @DisplayName("that is refused, or comes too late, leaves nothing")
    void refused() {
        carol.delivery.planRejected("planted");
        assertThrows(CommitRejectedException.class, this::join);
        carol.delivery.planRetry();
        assertEquals(
                ErrorCode.COMMIT_RETRY,
                assertThrows(MlsException.class, this::join).code());
        assertEquals(Set.of(), carol.client.conversations());
        assertEquals(Optional.empty(), carol.client.transaction(tx -> tx.retryPendingJoin(TestMember.ROOM)));
        join();
        follow();
    }

    @Test
    @DisplayName("whose delivery throws waits, also over a restart, and is sent again or cleared")
    void thrown() {
        carol.delivery.plan(() -> {
            throw new IllegalArgumentException("planted");
        });
        assertThrows(IllegalArgumentException.class, this::join);
        assertEquals(Set.of(), carol.client.conversations());
        carol.restart();
        assertEquals(
                ErrorCode.CREDENTIAL_IN_USE,
                assertThrows(MlsException.class, () -> carol.client.inTransaction(tx -> tx.removeCredential(carols)))
                        .code());
        Bytes sent = carol.delivery.last().commit();
        WelcomeBundle bundle = carol.client
                .transaction(tx -> tx.retryPendingJoin(TestMember.ROOM))
                .orElseThrow();
        assertEquals(2, bundle.epoch());
        assertEquals(sent, carol.delivery.last().commit());
        follow();
    }

    @Test
    @DisplayName("can be let go")
    void cleared() {
        carol.delivery.plan(() -> {
            throw new IllegalArgumentException("planted");
        });
        assertThrows(IllegalArgumentException.class, this::join);
        assertEquals(Boolean.TRUE, carol.client.transaction(tx -> tx.clearPendingJoin(TestMember.ROOM)));
        assertEquals(Boolean.FALSE, carol.client.transaction(tx -> tx.clearPendingJoin(TestMember.ROOM)));
        carol.client.inTransaction(tx -> tx.removeCredential(carols));
        assertFalse(carol.client.conversationExists(TestMember.ROOM));
    }
}
