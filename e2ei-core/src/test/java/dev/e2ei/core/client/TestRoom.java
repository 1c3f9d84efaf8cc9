package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import java.util.List;

/** Alice and Bob in one conversation, and Carol outside of it. */
final class TestRoom implements AutoCloseable {
    static final ClientId CAROL = ClientId.parse("2f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:2@wire.example");

    final TestClients world = new TestClients();
    final TestMember alice = new TestMember(world, TestClients.ALICE);
    final TestMember bob = new TestMember(world, TestClients.BOB);
    final TestMember carol = new TestMember(world, CAROL);

    TestRoom basic() {
        alice.basic();
        return with(bob.basic());
    }

    TestRoom certified() {
        alice.certified();
        return with(bob.certified());
    }

    private TestRoom with(CredentialRef bobs) {
        Bytes keyPackage = bob.keyPackage(bobs);
        alice.create();
        alice.in(conversation -> conversation.addMembers(List.of(keyPackage)));
        bob.welcomedBy(alice);
        return this;
    }

    /** Carol comes in, by Alice. */
    void addCarol() {
        Bytes keyPackage = carol.keyPackage(
                carol.client.credentials().isEmpty()
                        ? carol.basic()
                        : carol.client.credentials().get(0));
        alice.in(conversation -> conversation.addMembers(List.of(keyPackage)));
        bob.read(alice.delivery.last().commit());
        carol.welcomedBy(alice);
    }

    /** All are in the same epoch, with the same members and secrets. */
    void assertAgreed(TestMember... members) {
        for (TestMember member : members) {
            assertEquals(alice.view().epochAuthenticator(), member.view().epochAuthenticator());
            assertEquals(alice.view().members(), member.view().members());
        }
        for (TestMember sender : members) {
            Bytes message = sender.send("agreed");
            assertEquals("agreed", text(alice.read(message)));
        }
    }

    static String text(ReceivedMessage message) {
        return assertInstanceOf(ReceivedMessage.Application.class, message)
                .plaintext()
                .utf8();
    }

    @Override
    public void close() {
        alice.close();
        bob.close();
        carol.close();
    }
}
