package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.StorageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After a failure of any write memory equals the store, and the same call succeeds, when")
class FailingWritesTest {
    private static final int MOST_WRITES = 60;

    private final TestRoom room = new TestRoom().basic();
    private final TestMember alice = room.alice;
    private final TestMember bob = room.bob;

    @AfterEach
    void close() {
        room.close();
    }

    /**
     * Fails at each write of an action in turn, until it passes.
     *
     * @param action repeatable; after a failure it is done again at once, or what it left pending is sent again
     */
    private static void everyWrite(TestMember member, Runnable action, Runnable afterEach) {
        for (int k = 1; k < MOST_WRITES; k++) {
            member.engine.failAt(k);
            try {
                action.run();
            } catch (StorageException e) {
                assertSameAsStored(member);
                if (!resend(member)) {
                    action.run();
                }
                afterEach.run();
                continue;
            }
            assertTrue(member.engine.armed(), "all writes were tried");
            assertTrue(k > 1, "there was a write");
            afterEach.run();
            return;
        }
        throw new AssertionError("no end of writes");
    }

    private static boolean resend(TestMember member) {
        return member.client.transaction(tx -> {
            boolean joining = tx.retryPendingJoin(TestMember.ROOM).isPresent();
            return joining
                    || tx.conversationExists(TestMember.ROOM)
                            && tx.conversation(TestMember.ROOM).isActive()
                            && tx.conversation(TestMember.ROOM)
                                    .retryPendingCommit()
                                    .isPresent();
        });
    }

    private static void assertSameAsStored(TestMember member) {
        try (E2eiClient stored = member.another()) {
            assertEquals(describe(stored), describe(member.client));
        }
    }

    private static List<Object> describe(E2eiClient client) {
        List<Object> all = new ArrayList<>();
        for (CredentialRef credential : client.credentials()) {
            all.add(credential);
            all.add(client.keyPackages(credential).size());
        }
        for (ConversationId id : client.conversations()) {
            ConversationView view = client.conversation(id);
            all.add(id);
            all.add(view.epoch());
            all.add(view.isActive());
            if (view.isActive()) {
                all.add(view.epochAuthenticator());
                all.add(view.members());
                all.add(view.hasPendingCommit());
                all.add(view.hasPendingProposals());
            }
        }
        return all;
    }

    @Test
    @DisplayName("a conversation is made")
    void create() {
        everyWrite(
                room.carol,
                () -> {
                    if (room.carol.client.credentials().isEmpty()) {
                        room.carol.basic();
                    }
                    room.carol.create();
                },
                () -> room.carol.client.inTransaction(
                        tx -> tx.conversation(TestMember.ROOM).wipe()));
    }

    @Test
    @DisplayName("a message is encrypted: no key is used twice")
    void encrypt() {
        List<Bytes> sent = new ArrayList<>();
        everyWrite(alice, () -> sent.add(alice.send("text")), () -> {});
        sent.forEach(message -> assertEquals("text", TestRoom.text(bob.read(message))));
    }

    @Test
    @DisplayName("a message is read")
    void decrypt() {
        Bytes[] message = {bob.send("text")};
        everyWrite(
                alice,
                () -> assertEquals("text", TestRoom.text(alice.read(message[0]))),
                () -> message[0] = bob.send("text"));
    }

    @Test
    @DisplayName("keys are renewed")
    void update() {
        everyWrite(alice, () -> alice.in(conversation -> conversation.updateKeyingMaterial()), () -> {
            bob.read(alice.delivery.last().commit());
            room.assertAgreed(bob);
        });
    }

    @Test
    @DisplayName("a member is added, welcomed and removed")
    void members() {
        CredentialRef carols = room.carol.basic();
        Bytes[] keyPackage = {room.carol.keyPackage(carols)};
        everyWrite(alice, () -> alice.in(conversation -> conversation.addMembers(List.of(keyPackage[0]))), () -> {
            bob.read(alice.delivery.last().commit());
            room.carol.welcomedBy(alice);
            room.assertAgreed(bob, room.carol);
            alice.in(conversation -> conversation.removeMembers(List.of(TestRoom.CAROL)));
            bob.read(alice.delivery.last().commit());
            room.carol.read(alice.delivery.last().commit());
            keyPackage[0] = room.carol.keyPackage(carols);
        });
        alice.in(conversation -> conversation.addMembers(List.of(keyPackage[0])));
        bob.read(alice.delivery.last().commit());
        everyWrite(room.carol, () -> room.carol.welcomedBy(alice), () -> {
            room.assertAgreed(bob, room.carol);
            alice.in(conversation -> conversation.removeMembers(List.of(TestRoom.CAROL)));
            bob.read(alice.delivery.last().commit());
            room.carol.read(alice.delivery.last().commit());
            Bytes next = room.carol.keyPackage(carols);
            alice.in(conversation -> conversation.addMembers(List.of(next)));
            bob.read(alice.delivery.last().commit());
        });
    }

    @Test
    @DisplayName("another member's commit is read")
    void commit() {
        Bytes[] commit = {null};
        Runnable next = () -> {
            bob.in(conversation -> conversation.updateKeyingMaterial());
            commit[0] = bob.delivery.last().commit();
        };
        next.run();
        everyWrite(alice, () -> alice.read(commit[0]), () -> {
            room.assertAgreed(bob);
            next.run();
        });
    }

    @Test
    @DisplayName("a proposal is made, read and committed by somebody else")
    void proposals() {
        everyWrite(
                alice,
                () -> {
                    Bytes proposal = alice.in(conversation -> conversation.proposeUpdate());
                    bob.read(proposal);
                },
                () -> {
                    bob.in(conversation -> conversation.commitPendingProposals());
                    alice.read(bob.delivery.last().commit());
                    room.assertAgreed(bob);
                });
    }

    @Test
    @DisplayName("a conversation is joined from outside")
    void externalJoin() {
        everyWrite(
                bob,
                () -> {
                    Bytes info = alice.view().groupInfo();
                    bob.client.inTransaction(
                            tx -> tx.joinByExternalCommit(info, ConversationConfig.of(TestClients.SUITE1)));
                },
                () -> {
                    alice.read(bob.delivery.last().commit());
                    room.assertAgreed(bob);
                    assertEquals(Optional.empty(), bob.client.transaction(tx -> tx.retryPendingJoin(TestMember.ROOM)));
                });
    }
}
