package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.Member;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.NotAMemberException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A conversation")
class ConversationTest {
    private static final ClientId CAROL = ClientId.parse("2f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:2@wire.example");

    private final TestClients world = new TestClients();
    private final TestMember alice = new TestMember(world, TestClients.ALICE);
    private final TestMember bob = new TestMember(world, TestClients.BOB);
    private final TestMember carol = new TestMember(world, CAROL);

    @AfterEach
    void close() {
        alice.close();
        bob.close();
        carol.close();
    }

    private void together() {
        alice.basic();
        Bytes bobs = bob.keyPackage(bob.basic());
        alice.create();
        alice.in(conversation -> conversation.addMembers(List.of(bobs)));
        bob.welcomedBy(alice);
    }

    private void assertSame(TestMember... members) {
        for (TestMember member : members) {
            assertEquals(alice.view().epoch(), member.view().epoch());
            assertEquals(alice.view().epochAuthenticator(), member.view().epochAuthenticator());
            assertEquals(alice.view().members(), member.view().members());
        }
    }

    private static String text(ReceivedMessage message) {
        return assertInstanceOf(ReceivedMessage.Application.class, message)
                .plaintext()
                .utf8();
    }

    @Test
    @DisplayName("is made, grows by an add, and carries messages both ways, after each step from the store again")
    void road() {
        alice.basic();
        Bytes bobs = bob.keyPackage(bob.basic());
        alice.create();
        assertEquals(Set.of(TestMember.ROOM), alice.client.conversations());
        assertEquals(0, alice.view().epoch());
        CommitResult added = alice.in(conversation -> conversation.addMembers(List.of(bobs)));
        assertEquals(1, added.epoch());
        assertEquals(
                List.of(Optional.of(TestClients.BOB)),
                added.changes().added().stream().map(Member::clientId).toList());
        assertEquals(Optional.of(0), added.sender().leafIndex());
        alice.restart();
        bob.welcomedBy(alice);
        assertEquals(List.of(), bob.client.keyPackages(bob.client.credentials().get(0)));
        bob.restart();
        assertSame(bob);
        for (int i = 0; i < 3; i++) {
            assertEquals("to bob " + i, text(bob.read(alice.send("to bob " + i))));
            assertEquals("to alice " + i, text(alice.read(bob.send("to alice " + i))));
            alice.restart();
            bob.restart();
        }
        assertEquals(E2eiConversationState.NotEnabled, alice.view().e2eiConversationState());
        bob.in(conversation -> conversation.updateKeyingMaterial());
        ReceivedMessage.Commit commit = assertInstanceOf(
                ReceivedMessage.Commit.class, alice.read(bob.delivery.last().commit()));
        assertEquals(2, commit.epoch());
        assertTrue(commit.active());
        assertEquals(List.of(), commit.changes().changed());
        assertSame(bob);
    }

    @Test
    @DisplayName("of certified members is Verified, and says who sent what")
    void verified() {
        CredentialRef own = alice.certified();
        Bytes bobs = bob.keyPackage(bob.certified());
        alice.create();
        CommitResult added = alice.in(conversation -> conversation.addMembers(List.of(bobs)));
        assertEquals(1, added.newCrlDistributionPoints().uris().size());
        bob.welcomedBy(alice);
        assertEquals(E2eiConversationState.Verified, bob.view().e2eiConversationState());
        assertEquals(own, alice.view().credential());
        Bytes sealed =
                alice.in(conversation -> conversation.encrypt(Bytes.ofUtf8("hi"), E2eiConversationState.Verified));
        ReceivedMessage.Application read = assertInstanceOf(ReceivedMessage.Application.class, bob.read(sealed));
        assertEquals(TestClients.ALICE, read.sender().now().orElseThrow().clientId());
        assertEquals(DeviceVerdict.VALID, read.sender().then().orElseThrow().verdict());
        assertEquals(
                TestClients.NAME,
                read.sender().now().orElseThrow().x509Identity().orElseThrow().displayName());
        assertEquals(2, bob.view().verification().devices().size());
        assertEquals(
                CredentialType.X509,
                bob.view()
                        .getDeviceIdentities(List.of(TestClients.ALICE))
                        .get(0)
                        .credentialType());
        assertEquals(
                Set.of(CAROL),
                bob.view()
                        .findDeviceIdentities(List.of(TestClients.ALICE, CAROL))
                        .missing());
        assertEquals(
                E2eiConversationState.Verified,
                carol.client.e2eiVerifyGroupState(alice.view().groupInfo()));
    }

    @Test
    @DisplayName("loses a member by a removal, who can read no more; a resync brings it back")
    void removedAndBack() {
        together();
        alice.in(conversation -> conversation.removeMembers(List.of(TestClients.BOB)));
        ReceivedMessage.Commit gone = assertInstanceOf(
                ReceivedMessage.Commit.class, bob.read(alice.delivery.last().commit()));
        assertFalse(gone.active());
        assertFalse(bob.view().isActive());
        assertThrows(NotAMemberException.class, () -> bob.send("still here"));
        assertThrows(NotAMemberException.class, () -> bob.view().members());
        bob.restart();
        assertFalse(bob.view().isActive());
        Bytes info = alice.view().groupInfo();
        bob.client.inTransaction(tx -> tx.joinByExternalCommit(info, ConversationConfig.of(TestClients.SUITE1)));
        ReceivedMessage.Commit back = assertInstanceOf(
                ReceivedMessage.Commit.class, alice.read(bob.delivery.last().commit()));
        assertEquals(Optional.of(TestClients.BOB), back.changes().added().get(0).clientId());
        assertSame(bob);
        assertEquals("back", text(alice.read(bob.send("back"))));
    }

    @Test
    @DisplayName("takes proposals, which come before messages, and commits them")
    void proposals() {
        together();
        Bytes carols = carol.keyPackage(carol.basic());
        Bytes proposal = bob.in(conversation -> conversation.proposeAdd(carols));
        assertEquals(List.of(proposal), bob.delivery.messages);
        ReceivedMessage.Proposal received = assertInstanceOf(ReceivedMessage.Proposal.class, alice.read(proposal));
        assertTrue(received.commitDelay().isPresent());
        assertEquals(Optional.of(1), received.sender().leafIndex());
        assertTrue(alice.view().hasPendingProposals());
        assertEquals(
                ErrorCode.PROPOSALS_PENDING,
                assertThrows(MlsException.class, () -> alice.send("too early")).code());
        alice.restart();
        CommitResult commit =
                alice.in(conversation -> conversation.commitPendingProposals()).orElseThrow();
        assertEquals(1, commit.changes().added().size());
        bob.read(alice.delivery.last().commit());
        carol.welcomedBy(alice);
        assertSame(bob, carol);
        assertEquals(Optional.empty(), alice.in(conversation -> conversation.commitPendingProposals()));
    }

    @Test
    @DisplayName("is not there after a wipe, with another id, or twice")
    void identities() {
        together();
        MlsException exists = assertThrows(MlsException.class, alice::create);
        assertEquals(ErrorCode.CONVERSATION_EXISTS, exists.code());
        alice.client.inTransaction(tx -> tx.conversation(TestMember.ROOM).wipe());
        assertEquals(
                ErrorCode.CONVERSATION_NOT_FOUND,
                assertThrows(MlsException.class, alice::view).code());
        assertEquals(Set.of(), alice.client.conversations());
        alice.create();
    }
}
