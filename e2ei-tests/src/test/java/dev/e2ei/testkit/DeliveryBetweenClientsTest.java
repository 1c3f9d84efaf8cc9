package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.error.CommitRejectedException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.id.ClientId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Clients that meet at the kit's delivery service")
class DeliveryBetweenClientsTest {
    private static final ConversationId CONVERSATION = ConversationId.ofUtf8("meeting");
    private static final Ciphersuite SUITE = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;

    private final DeliveryService service = new DeliveryService();
    private final List<Device> devices = new ArrayList<>();

    /** A client with a Basic credential, and what it reads of its inbox. */
    private final class Device {
        private final ClientId id;
        private final E2eiClient client;
        private final CredentialRef credential;
        private final AtomicReference<E2eiTransaction> current = new AtomicReference<>();

        Device(int number, Ciphersuite suite) {
            id = ClientId.parse(number + "7ac11a4-8f01-4527-af88-1c30885a7931:" + number + "0@wire.example");
            try (Secret key = Secret.take(new byte[32])) {
                client = E2eiClient.builder()
                        .storageProvider("memory")
                        .databaseKey(key)
                        .mlsProfile(suite.canEnroll() ? MlsProfile.wire() : MlsProfile.rfc9420())
                        .mlsTransport(service.transport(id, missed -> read(current.get(), missed)))
                        .open();
            }
            credential =
                    client.transaction(tx -> tx.mlsInit(id, List.of(suite))).get(0);
            service.keyPackages()
                    .upload(
                            id,
                            List.of(client.transaction(tx -> tx.generateKeyPackage(credential))
                                    .keyPackage()));
            devices.add(this);
        }

        <T> T with(Function<Conversation, T> action) {
            return client.transaction(tx -> {
                current.set(tx);
                return action.apply(tx.conversation(CONVERSATION));
            });
        }

        List<ReceivedMessage> receive() {
            return client.transaction(tx -> read(tx, service.receive(id)));
        }

        private List<ReceivedMessage> read(E2eiTransaction tx, List<Delivery> deliveries) {
            List<ReceivedMessage> read = new ArrayList<>();
            for (Delivery delivery : deliveries) {
                if (delivery.kind() == Delivery.Kind.WELCOME) {
                    tx.joinByWelcome(delivery.message());
                } else {
                    read.add(tx.conversation(delivery.conversation()).decrypt(delivery.message()));
                }
            }
            return read;
        }

        Bytes authenticator() {
            return client.conversation(CONVERSATION).epochAuthenticator();
        }
    }

    /** The first device makes the conversation and adds the second. */
    private List<Device> meeting(Ciphersuite suite) {
        Device alice = new Device(1, suite);
        Device bob = new Device(2, suite);
        alice.client.inTransaction(tx -> tx.createConversation(
                        CONVERSATION,
                        ConversationConfig.of(alice.credential).withExternalSenders(List.of(service.wireServer(suite))))
                .addMembers(List.of(service.keyPackages().claim(bob.id).orElseThrow())));
        assertEquals(List.of(), bob.receive());
        assertEquals(alice.authenticator(), bob.authenticator());
        return List.of(alice, bob);
    }

    @AfterEach
    void close() {
        devices.forEach(device -> device.client.close());
    }

    @Test
    @DisplayName("try again after they have caught up, when somebody else's commit came first")
    void conflict() {
        List<Device> meeting = meeting(SUITE);
        Device alice = meeting.get(0);
        Device bob = meeting.get(1);
        alice.with(Conversation::updateKeyingMaterial);
        bob.with(Conversation::updateKeyingMaterial);
        assertEquals(1, alice.receive().size());
        assertEquals(alice.authenticator(), bob.authenticator());
        assertEquals(3, alice.client.conversation(CONVERSATION).epoch());
    }

    @Test
    @DisplayName("drop a commit that is refused, and send one again whose answer was lost")
    void faults() {
        List<Device> meeting = meeting(SUITE);
        Device alice = meeting.get(0);
        Device bob = meeting.get(1);
        service.failNextCommit(new DeliveryFault.Refused("not today"));
        CommitRejectedException refused =
                assertThrows(CommitRejectedException.class, () -> alice.with(Conversation::updateKeyingMaterial));
        assertEquals("not today", refused.reason());
        assertEquals(1, alice.client.conversation(CONVERSATION).epoch());

        service.failNextCommit(new DeliveryFault.AnswerLost());
        assertThrows(TransportException.class, () -> alice.with(Conversation::updateKeyingMaterial));
        assertTrue(alice.client.conversation(CONVERSATION).hasPendingCommit());
        assertEquals(1, bob.receive().size());
        assertTrue(alice.with(Conversation::retryPendingCommit).isPresent());
        assertFalse(alice.client.conversation(CONVERSATION).hasPendingCommit());
        assertEquals(alice.authenticator(), bob.authenticator());
        assertEquals(List.of(), bob.receive());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Ciphersuite.class)
    @DisplayName("commit the removals that the backend signs, in suite")
    void removalByTheBackend(Ciphersuite suite) {
        List<Device> meeting = meeting(suite);
        Device alice = meeting.get(0);
        Device bob = meeting.get(1);
        service.proposeRemoval(CONVERSATION, suite, bob.id);
        assertInstanceOf(ReceivedMessage.Proposal.class, alice.receive().get(0));
        assertTrue(alice.with(Conversation::commitPendingProposals).isPresent());
        List<ReceivedMessage> last = bob.receive();
        assertEquals(2, last.size());
        assertFalse(((ReceivedMessage.Commit) last.get(1)).active());
        assertEquals(List.of(alice.id), List.copyOf(service.members(CONVERSATION)));
    }

    @Test
    @DisplayName("join from outside by the newest group info")
    void externalJoin() {
        List<Device> meeting = meeting(SUITE);
        Device carol = new Device(3, SUITE);
        Bytes groupInfo = service.groupInfo(CONVERSATION).orElseThrow();
        carol.client.inTransaction(tx -> tx.joinByExternalCommit(groupInfo, ConversationConfig.of(carol.credential)));
        for (Device device : meeting) {
            assertEquals(1, device.receive().size());
            assertEquals(carol.authenticator(), device.authenticator());
        }
        Bytes message = carol.with(conversation -> conversation.encrypt(Bytes.ofUtf8("hello")));
        service.transport(carol.id).sendMessage(message.toByteArray());
        assertEquals(
                Optional.of(Bytes.ofUtf8("hello")),
                meeting.get(0).receive().stream()
                        .map(received -> ((ReceivedMessage.Application) received).plaintext())
                        .findFirst());
    }
}
