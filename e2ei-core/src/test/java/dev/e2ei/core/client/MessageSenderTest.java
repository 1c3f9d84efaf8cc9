package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.IdentityChange;
import dev.e2ei.api.conversation.MessageSender;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.identity.DeviceVerdict;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The sender of a message is the leaf that sent it, in the tree of the message's own epoch")
class MessageSenderTest {
    private final TestRoom room = new TestRoom();
    private final TestMember alice = room.alice;
    private final TestMember bob = room.bob;

    @AfterEach
    void close() {
        room.close();
    }

    private static MessageSender sender(ReceivedMessage message) {
        return assertInstanceOf(ReceivedMessage.Application.class, message).sender();
    }

    @Test
    @DisplayName("10.5-23: Bob is removed and Carol gets his leaf: Bob's late message is Bob's")
    void anotherMembersLeaf() {
        room.basic();
        Bytes late = bob.send("late");
        alice.in(conversation -> conversation.removeMembers(List.of(TestClients.BOB)));
        Bytes carols = room.carol.keyPackage(room.carol.basic());
        alice.in(conversation -> conversation.addMembers(List.of(carols)));
        assertEquals(Optional.of(TestRoom.CAROL), alice.view().members().get(1).clientId());
        alice.restart();
        ReceivedMessage read = alice.read(late);
        assertEquals("late", TestRoom.text(read));
        MessageSender sender = sender(read);
        assertEquals(Optional.of(1), sender.leafIndex());
        assertEquals(TestClients.BOB, sender.then().orElseThrow().clientId());
        assertEquals(TestClients.BOB, sender.now().orElseThrow().clientId());
        assertEquals(Bytes.ofUtf8(TestClients.BOB.toString()), sender.identity());
    }

    @Test
    @DisplayName("10.5-23: Bob enrolls and changes his credential: his earlier message is of the old one")
    void anotherCredential() {
        room.basic();
        Bytes late = bob.send("before");
        CredentialRef certified = bob.certified();
        bob.in(conversation -> conversation.setCredentialByRef(certified));
        ReceivedMessage.Commit commit = assertInstanceOf(
                ReceivedMessage.Commit.class, alice.read(bob.delivery.last().commit()));
        assertEquals(CredentialType.X509, commit.sender().now().orElseThrow().credentialType());
        IdentityChange change = commit.changes().changed().get(0);
        assertEquals(CredentialType.Basic, change.before().credentialType());
        assertEquals(DeviceVerdict.VALID, change.after().verdict());
        assertEquals(1, commit.newCrlDistributionPoints().uris().size());
        alice.restart();
        MessageSender sender = sender(alice.read(late));
        assertEquals(CredentialType.Basic, sender.now().orElseThrow().credentialType());
        assertEquals(DeviceVerdict.NOT_ENROLLED, sender.then().orElseThrow().verdict());
        assertEquals(
                CredentialType.X509,
                sender(alice.read(bob.send("after"))).now().orElseThrow().credentialType());
    }

    @Test
    @DisplayName("and is judged as of the end of that epoch, and as of now")
    void thenAndNow() {
        alice.certified();
        Bytes bobs = bob.keyPackage(bob.certified(Duration.ofDays(10)));
        alice.create();
        alice.in(conversation -> conversation.addMembers(List.of(bobs)));
        bob.welcomedBy(alice);
        Bytes late = bob.send("late");
        room.world.now = room.world.now.plus(Duration.ofDays(5));
        alice.in(conversation -> conversation.updateKeyingMaterial());
        room.world.now = room.world.now.plus(Duration.ofDays(6));
        MessageSender sender = sender(alice.read(late));
        assertEquals(DeviceVerdict.VALID, sender.then().orElseThrow().verdict());
        assertEquals(DeviceVerdict.EXPIRED, sender.now().orElseThrow().verdict());
        assertTrue(sender.now().orElseThrow().x509Identity().isPresent());
    }

    @Test
    @DisplayName("with a list registered that names its certificate it is revoked from then on")
    void revoked() {
        alice.certified();
        Bytes bobs = bob.keyPackage(bob.certified());
        int serial = room.world.authority.lastSerial();
        alice.create();
        alice.in(conversation -> conversation.addMembers(List.of(bobs)));
        bob.welcomedBy(alice);
        Bytes list = room.world.authority.crl(serial, room.world.now);
        assertEquals(
                List.of(TestClients.BOB),
                alice.client
                        .transaction(tx -> tx.e2eiRegisterCrl(URI.create(TestAuthority.CRL_URL), list))
                        .changedIdentities());
        assertEquals(
                DeviceVerdict.REVOKED,
                sender(alice.read(bob.send("revoked"))).now().orElseThrow().verdict());
    }
}
