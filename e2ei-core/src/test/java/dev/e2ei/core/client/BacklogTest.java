package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.MessageSender;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.BacklogVerdict;
import dev.e2ei.api.trust.CertificateChain;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What was sent before a holiday, and is read after it")
class BacklogTest {
    private final TestRoom room = new TestRoom();
    private final TestMember alice = room.alice;
    private final TestMember bob = room.bob;
    private final Instant joined = room.world.now;
    private Bytes late = Bytes.EMPTY;
    private Instant sent = Instant.EPOCH;

    @BeforeEach
    void holiday() {
        alice.certified();
        Bytes bobs = bob.keyPackage(bob.certified());
        int serial = room.world.authority.lastSerial();
        alice.create();
        alice.in(conversation -> conversation.addMembers(List.of(bobs)));
        bob.welcomedBy(alice);
        late = bob.send("before");
        room.world.now = joined.plus(Duration.ofDays(1));
        sent = room.world.now;
        alice.in(conversation -> conversation.updateKeyingMaterial());
        room.world.now = joined.plus(Duration.ofDays(3));
        Bytes list = room.world.authority.crl(serial, room.world.now);
        alice.client.inTransaction(tx -> tx.e2eiRegisterCrl(URI.create(TestAuthority.CRL_URL), list));
        room.world.now = joined.plus(Duration.ofDays(4));
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    @DisplayName("is of somebody who was valid then, and is revoked now")
    void senders() {
        MessageSender sender = assertInstanceOf(ReceivedMessage.Application.class, alice.read(late))
                .sender();
        assertEquals(DeviceVerdict.VALID, sender.then().orElseThrow().verdict());
        assertEquals(DeviceVerdict.REVOKED, sender.now().orElseThrow().verdict());
        CertificateChain chain = sender.certificates().orElseThrow();
        BacklogVerdict verdict = alice.client.trust().verifyBacklog(chain, sent);
        assertEquals(DeviceVerdict.VALID, verdict.asOfThen().verdict());
        assertEquals(DeviceVerdict.REVOKED, verdict.asOfNow().verdict());
        assertEquals(
                DeviceVerdict.REVOKED,
                alice.client.trust().verify(chain, sent).verdict(),
                "what is decided now does not ask when");
        BacklogVerdict toCome = alice.client.trust().verifyBacklog(chain, room.world.now.plusSeconds(60));
        assertEquals(toCome.asOfNow(), toCome.asOfThen());
    }

    @Test
    @DisplayName("was sent in a conversation that was verified then, and is not now, nor at any instant to come")
    void conversation() {
        ConversationVerification then = alice.view().verification(sent);
        assertEquals(E2eiConversationState.Verified, then.state());
        assertEquals(sent, then.at());
        assertEquals(joined.plus(Duration.ofDays(3)), then.nextChange().orElseThrow());
        assertEquals(
                E2eiConversationState.NotVerified, alice.view().verification().state());
        for (Instant later : new Instant[] {room.world.now, room.world.now.plusSeconds(60)}) {
            ConversationVerification verification = alice.view().verification(later);
            assertEquals(DeviceVerdict.REVOKED, verification.devices().get(1).verdict());
        }
        assertEquals(E2eiConversationState.NotVerified, alice.view().e2eiConversationState());
    }
}
