package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationVerification;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.GroupInfoVerification;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MalformedMessageException;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.UserId;
import dev.e2ei.api.identity.DeviceVerdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The state of a conversation")
class ConversationTrustTest {
    private static final URI POINT = URI.create(TestAuthority.CRL_URL);

    private final TestRoom room = new TestRoom();
    private final TestMember alice = room.alice;
    private final TestMember bob = room.bob;

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    @DisplayName("degrades by revocation and by time, and sending can be tied to it; nothing is used up then")
    void degrades() {
        room.certified();
        int bobsSerial = room.world.authority.lastSerial();
        assertEquals(E2eiConversationState.Verified, alice.view().e2eiConversationState());
        assertEquals(Set.of(POINT), alice.client.trust().dueCrlDistributionPoints());
        Instant end = alice.view().verification().nextChange().orElseThrow();
        alice.client.inTransaction(
                tx -> tx.e2eiRegisterCrl(POINT, room.world.authority.crl(bobsSerial, room.world.now)));
        assertEquals(E2eiConversationState.NotVerified, alice.view().e2eiConversationState());
        assertEquals(E2eiConversationState.Verified, bob.view().e2eiConversationState(), "Bob does not know yet");
        ConversationVerification verification = alice.view().verification();
        assertEquals(DeviceVerdict.REVOKED, verification.devices().get(1).verdict());
        MlsException refused = assertThrows(
                MlsException.class,
                () -> alice.in(
                        conversation -> conversation.encrypt(Bytes.ofUtf8("no"), E2eiConversationState.Verified)));
        assertEquals(ErrorCode.STATE_TOO_LOW, refused.code());
        Bytes allowed =
                alice.in(conversation -> conversation.encrypt(Bytes.ofUtf8("yes"), E2eiConversationState.NotVerified));
        assertEquals("yes", TestRoom.text(bob.read(allowed)));
        room.world.now = end.plusSeconds(1);
        assertEquals(E2eiConversationState.NotVerified, bob.view().e2eiConversationState());
        assertEquals(
                DeviceVerdict.EXPIRED,
                bob.view().verification().devices().get(0).verdict());
    }

    @Test
    @DisplayName("of Basic members is NotEnabled, too low for any other least state")
    void basic() {
        room.basic();
        assertEquals(
                ErrorCode.STATE_TOO_LOW,
                assertThrows(
                                MlsException.class,
                                () -> alice.in(conversation ->
                                        conversation.encrypt(Bytes.ofUtf8("x"), E2eiConversationState.NotVerified)))
                        .code());
        alice.in(conversation -> conversation.encrypt(Bytes.ofUtf8("x"), E2eiConversationState.NotEnabled));
    }

    @Test
    @DisplayName("is told by a group info as well, without any group; a tree that is not valid is NotVerified")
    void groupInfo() {
        room.certified();
        Bytes info = alice.view().groupInfo();
        assertEquals(E2eiConversationState.Verified, room.carol.client.e2eiVerifyGroupState(info));
        GroupInfoVerification valid = room.carol.client.verifyGroupInfo(info);
        assertEquals(Optional.empty(), valid.invalid());
        assertEquals(TestMember.ROOM, valid.verification().id());
        assertEquals(2, valid.verification().devices().size());
        byte[] damaged = info.toByteArray();
        damaged[damaged.length - 1] ^= 1;
        GroupInfoVerification invalid = room.carol.client.verifyGroupInfo(Bytes.of(damaged));
        assertTrue(invalid.invalid().orElseThrow().contains("GI-1"));
        assertEquals(E2eiConversationState.NotVerified, invalid.state());
        assertThrows(
                MalformedMessageException.class,
                () -> room.carol.client.verifyGroupInfo(Bytes.of(new byte[] {0, 1, 0})));
        assertThrows(
                MalformedMessageException.class, () -> room.carol.client.verifyGroupInfo(info, Bytes.of(new byte[9])));
        Duration keyPackages = Duration.ofDays(85);
        room.world.now = room.world.now.plus(keyPackages);
        assertTrue(
                room.carol.client.verifyGroupInfo(info).invalid().orElseThrow().contains("LN-"));
        assertEquals(E2eiConversationState.Verified, alice.view().e2eiConversationState());
    }

    @Test
    @DisplayName("is asked for devices and users: those of two domains are not merged, and nobody is an error")
    void queries() {
        ClientId elsewhere = ClientId.parse(TestClients.BOB.toString().replace("wire.example", "other.example"));
        alice.basic();
        Bytes bobs = bob.keyPackage(bob.basic());
        try (TestMember foreign = new TestMember(room.world, elsewhere)) {
            Bytes foreigners = foreign.keyPackage(foreign.basic());
            alice.create();
            alice.in(conversation -> conversation.addMembers(List.of(bobs, foreigners)));
        }
        UserId here = TestClients.BOB.user();
        assertEquals(
                Set.of(here, elsewhere.user()),
                alice.view()
                        .getUserIdentitiesOf(List.of(here.uuid().toString()))
                        .keySet());
        assertEquals(Set.of(here), alice.view().getUserIdentities(List.of(here)).keySet());
        assertEquals(
                elsewhere,
                alice.view()
                        .getUserIdentities(List.of(elsewhere.user()))
                        .get(elsewhere.user())
                        .get(0)
                        .clientId());
        assertEquals(
                List.of(elsewhere),
                alice.view().getDeviceIdentities(List.of(elsewhere, TestRoom.CAROL)).stream()
                        .map(identity -> identity.clientId())
                        .toList());
        assertThrows(IllegalArgumentException.class, () -> alice.view().getDeviceIdentities(List.of()));
        assertThrows(IllegalArgumentException.class, () -> alice.view().findDeviceIdentities(List.of()));
        assertThrows(IllegalArgumentException.class, () -> alice.view().getUserIdentities(List.of()));
        assertThrows(IllegalArgumentException.class, () -> alice.view().getUserIdentitiesOf(List.of()));
        assertThrows(IllegalArgumentException.class, () -> alice.view().getUserIdentitiesOf(List.of("no UUID")));
    }
}
