package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.error.CommitRejectedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A commit on its way to the delivery service")
class DeliveryTest {
    private final TestRoom room = new TestRoom().basic();
    private final TestMember alice = room.alice;
    private final TestMember bob = room.bob;

    @AfterEach
    void close() {
        room.close();
    }

    private CommitResult update() {
        return alice.in(conversation -> conversation.updateKeyingMaterial());
    }

    private void followed() {
        bob.read(alice.delivery.last().commit());
        room.assertAgreed(bob);
    }

    @Test
    @DisplayName("that is refused is cleared, and the conversation is as it was")
    void rejected() {
        alice.delivery.planRejected("planted");
        Bytes before = alice.view().epochAuthenticator();
        CommitRejectedException refused = assertThrows(CommitRejectedException.class, this::update);
        assertEquals("planted", refused.reason());
        assertFalse(alice.view().hasPendingCommit());
        assertEquals(before, alice.view().epochAuthenticator());
        alice.restart();
        room.assertAgreed(bob);
        update();
        followed();
    }

    @Test
    @DisplayName("that has to be sent again is the same commit, if nothing came before it")
    void resent() {
        alice.delivery.planRetry();
        alice.delivery.planRetry();
        assertEquals(2, update().epoch());
        List<CommitBundle> bundles = alice.delivery.bundles;
        assertEquals(4, bundles.size());
        assertEquals(bundles.get(1), bundles.get(3));
        followed();
    }

    @Test
    @DisplayName("is sent eight times at most, and is pending then")
    void bounded() {
        for (int i = 0; i < 8; i++) {
            alice.delivery.planRetry();
        }
        assertEquals(
                ErrorCode.COMMIT_RETRY,
                assertThrows(MlsException.class, this::update).code());
        assertTrue(alice.view().hasPendingCommit());
        assertEquals(
                2,
                alice.in(conversation -> conversation.retryPendingCommit())
                        .orElseThrow()
                        .epoch());
        followed();
    }

    @Test
    @DisplayName("CM-9 is made anew after somebody else's, which the host read by the same transaction")
    void overtaken() {
        Bytes carols = room.carol.keyPackage(room.carol.basic());
        bob.in(conversation -> conversation.updateKeyingMaterial());
        Bytes bobs = bob.delivery.last().commit();
        alice.client.inTransaction(tx -> {
            alice.delivery.plan(() -> {
                tx.conversation(TestMember.ROOM).decrypt(bobs);
                return new MlsTransportResponse.Retry();
            });
            CommitResult added = tx.conversation(TestMember.ROOM).addMembers(List.of(carols));
            assertEquals(3, added.epoch());
            assertEquals(1, added.changes().added().size());
        });
        bob.read(alice.delivery.last().commit());
        room.carol.welcomedBy(alice);
        room.assertAgreed(bob, room.carol);
    }

    @Test
    @DisplayName("has nothing left to do where somebody else did it meanwhile")
    void doneBySomebodyElse() {
        room.addCarol();
        bob.in(conversation -> conversation.removeMembers(List.of(TestRoom.CAROL)));
        Bytes bobs = bob.delivery.last().commit();
        alice.client.inTransaction(tx -> {
            alice.delivery.plan(() -> {
                tx.conversation(TestMember.ROOM).decrypt(bobs);
                return new MlsTransportResponse.Retry();
            });
            CommitResult result = tx.conversation(TestMember.ROOM).removeMembers(List.of(TestRoom.CAROL));
            assertEquals(3, result.epoch());
            assertEquals(List.of(), result.changes().removed());
        });
        assertEquals(3, alice.delivery.bundles.size(), "the second removal was not sent again");
        room.assertAgreed(bob);
    }

    @Test
    @DisplayName("CM-6 that comes back inside of the delivery is merged once")
    void echoed() {
        alice.client.inTransaction(tx -> {
            alice.delivery.plan(() -> {
                tx.conversation(TestMember.ROOM).decrypt(alice.delivery.last().commit());
                return new MlsTransportResponse.Accepted();
            });
            assertEquals(
                    2, tx.conversation(TestMember.ROOM).updateKeyingMaterial().epoch());
        });
        assertEquals(2, alice.view().epoch());
        followed();
    }

    @Test
    @DisplayName("whose delivery throws stays pending, also over a restart, and can be sent again or cleared")
    void thrown() {
        alice.delivery.plan(() -> {
            throw new IllegalArgumentException("planted");
        });
        assertEquals(
                "planted",
                assertThrows(IllegalArgumentException.class, this::update).getMessage());
        Bytes sent = alice.delivery.last().commit();
        alice.restart();
        assertTrue(alice.view().hasPendingCommit());
        assertEquals(
                ErrorCode.COMMIT_PENDING,
                assertThrows(MlsException.class, this::update).code());
        assertEquals(
                ErrorCode.COMMIT_PENDING,
                assertThrows(MlsException.class, () -> alice.send("not yet")).code());
        assertEquals(
                2,
                alice.in(conversation -> conversation.retryPendingCommit())
                        .orElseThrow()
                        .epoch());
        assertEquals(sent, alice.delivery.last().commit());
        assertEquals(Optional.empty(), alice.in(conversation -> conversation.retryPendingCommit()));
        followed();
        alice.delivery.plan(() -> {
            throw new IllegalArgumentException("planted");
        });
        assertThrows(IllegalArgumentException.class, this::update);
        alice.in(conversation -> {
            conversation.clearPendingCommit();
            return conversation;
        });
        assertFalse(alice.view().hasPendingCommit());
        room.assertAgreed(bob);
    }

    @Test
    @DisplayName(
            "ST-2 CM-6 is pending in the store before it is sent, and keeps other threads waiting, up to their timeout")
    void otherThread() {
        alice.delivery.plan(() -> {
            assertTrue(alice.view().hasPendingCommit(), "others can read it already");
            CompletionException late = assertThrows(
                    CompletionException.class,
                    () -> CompletableFuture.runAsync(() -> alice.client.inTransaction(
                                    tx -> tx.conversation(TestMember.ROOM).encrypt(Bytes.ofUtf8("x"))))
                            .join());
            assertEquals(ErrorCode.STORAGE_LOCKED, ((StorageException) late.getCause()).code());
            return new MlsTransportResponse.Accepted();
        });
        update();
        followed();
    }

    @Test
    @DisplayName("cannot have its transaction ended, nor another one of its thread begun to write")
    void reentrant() {
        try (E2eiTransaction tx = alice.client.newTransaction()) {
            alice.delivery.plan(() -> {
                assertThrows(IllegalStateException.class, tx::finish);
                assertThrows(IllegalStateException.class, tx::abort);
                assertThrows(
                        IllegalStateException.class,
                        () -> alice.client.inTransaction(E2eiTransaction::removeExpiredKeyPackages));
                return new MlsTransportResponse.Accepted();
            });
            tx.conversation(TestMember.ROOM).updateKeyingMaterial();
            tx.abort();
        }
        assertEquals(2, alice.view().epoch(), "what was sent cannot be taken back");
        followed();
    }

    @Test
    @DisplayName("of a transport that answers nothing, or accepts what cannot be, is that transport's failure")
    void contradictions() {
        alice.delivery.plan(() -> null);
        assertEquals(
                ErrorCode.PROVIDER_FAILED,
                assertThrows(ProviderException.class, this::update).code());
        alice.in(conversation -> {
            conversation.clearPendingCommit();
            return conversation;
        });
        bob.in(conversation -> conversation.updateKeyingMaterial());
        Bytes bobs = bob.delivery.last().commit();
        alice.client.inTransaction(tx -> {
            alice.delivery.plan(() -> {
                tx.conversation(TestMember.ROOM).decrypt(bobs);
                return new MlsTransportResponse.Accepted();
            });
            assertThrows(
                    ProviderException.class,
                    () -> tx.conversation(TestMember.ROOM).updateKeyingMaterial());
        });
        room.assertAgreed(bob);
    }

    @Test
    @DisplayName("needs a transport only when something has to be sent")
    void noTransport() {
        try (E2eiClient silent = room.world.builder(7).open()) {
            silent.inTransaction(tx -> {
                tx.mlsInit(TestRoom.CAROL, List.of(TestClients.SUITE1));
                tx.createConversation(TestMember.ROOM, ConversationConfig.of(TestClients.SUITE1));
            });
            silent.inTransaction(tx -> {
                tx.conversation(TestMember.ROOM).encrypt(Bytes.ofUtf8("to nobody"));
                assertEquals(Optional.empty(), tx.conversation(TestMember.ROOM).commitPendingProposals());
                assertEquals(
                        ErrorCode.PROVIDER_MISSING,
                        assertThrows(
                                        ProviderException.class,
                                        () -> tx.conversation(TestMember.ROOM).updateKeyingMaterial())
                                .code());
                assertFalse(tx.conversation(TestMember.ROOM).hasPendingCommit());
            });
        }
    }

    @Test
    @DisplayName("as a proposal that is refused is forgotten; one that is accepted waits")
    void proposals() {
        alice.delivery.planRejected("planted");
        assertThrows(CommitRejectedException.class, () -> alice.in(conversation -> conversation.proposeUpdate()));
        assertFalse(alice.view().hasPendingProposals());
        Bytes update = alice.in(conversation -> conversation.proposeUpdate());
        assertTrue(alice.view().hasPendingProposals());
        bob.read(update);
        bob.in(conversation -> conversation.commitPendingProposals());
        alice.restart();
        alice.read(bob.delivery.last().commit());
        room.assertAgreed(bob);
    }
}
