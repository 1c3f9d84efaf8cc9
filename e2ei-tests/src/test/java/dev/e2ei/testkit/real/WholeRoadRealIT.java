package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationView;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.identity.DeviceStatus;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.tests.interop.ForeignPeer;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedRealStack.class)
@DisplayName("The whole road: ours and core-crypto, certified by the same step-ca")
class WholeRoadRealIT {
    private static final ConversationId CONVERSATION = ConversationId.ofUtf8("the whole road");
    private static final Map<String, String> GROUP =
            Map.of("groupId", CONVERSATION.octets().hex());

    /** Keeps what is sent, so that it can be carried to the other side. */
    private static final class Carrier implements MlsTransport {
        private Optional<CommitBundle> last = Optional.empty();

        @Override
        public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
            last = Optional.of(bundle);
            return new MlsTransportResponse.Accepted();
        }

        @Override
        public MlsTransportResponse sendMessage(byte[] message) {
            return new MlsTransportResponse.Accepted();
        }

        CommitBundle sent() {
            return last.orElseThrow();
        }
    }

    @ParameterizedTest(name = "suite {0}")
    @ValueSource(ints = {1, 2})
    @DisplayName("enroll, meet, verify each other; one is revoked, and the list degrades the group for both, with")
    void wholeRoad(int suiteId, RealStack stack) throws IOException, InterruptedException {
        Ciphersuite suite = Ciphersuite.ofId(suiteId).orElseThrow();
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        RealUser bob = SharedRealStack.person(stack, "Bob", "Jones");
        EnrollmentRequest bobsRequest = stack.request(bob, suite);
        Carrier carrier = new Carrier();
        try (E2eiClient ours = stack.openClient();
                ForeignPeer theirs = ForeignPeer.coreCrypto();
                E2eiEnrollment enrollment = ours.e2eiNewEnrollment(stack.request(alice, suite))) {
            IssuedCertificate issued = enrollment.acquire(stack.hooks(alice));
            X509Registration registered =
                    ours.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain(), carrier));
            enroll(stack, bob, theirs, bobsRequest);

            ConversationView conversation = meet(ours, registered, theirs, carrier, suite);
            assertSame(conversation, theirs);
            assertEquals(E2eiConversationState.Verified, conversation.e2eiConversationState());
            assertEquals("Verified", state(theirs));
            assertEquals(
                    "Bob Jones",
                    identity(conversation, bobsRequest)
                            .x509Identity()
                            .orElseThrow()
                            .displayName());
            JsonNode seen = identity(theirs, registered);
            assertEquals("Alice Smith", seen.path("x509").path("displayName").asText());
            assertEquals("Valid", seen.path("status").asText());
            talk(ours, theirs);

            ours.inTransaction(tx -> tx.e2eiRevoke(registered.credential(), RevocationReason.KEY_COMPROMISE));
            Bytes crl = stack.crl();
            assertTrue(ours.transaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), crl))
                    .dirty());
            theirs.call("registerCrl", Map.of("dp", stack.crlUrl(), "der", crl.hex()));
            assertEquals(E2eiConversationState.NotVerified, conversation.e2eiConversationState());
            assertEquals("NotVerified", state(theirs));
            assertEquals(
                    DeviceStatus.Revoked,
                    conversation
                            .getDeviceIdentities(List.of(registered.credential().clientId()))
                            .get(0)
                            .status());
            assertEquals("Revoked", identity(theirs, registered).path("status").asText());
            assertEquals(DeviceStatus.Valid, identity(conversation, bobsRequest).status());
            talk(ours, theirs);
        }
    }

    private static void enroll(RealStack stack, RealUser bob, ForeignPeer theirs, EnrollmentRequest request)
            throws IOException, InterruptedException {
        int suite = request.ciphersuite().id();
        theirs.call("init", Map.of("deferred", true, "ciphersuite", suite));
        theirs.call("registerAcmeCA", Map.of("pem", stack.trustAnchorPem()));
        theirs.call("registerIntermediateCA", Map.of("pem", stack.intermediatePem()));
        PeerAtTheRealStack road = new PeerAtTheRealStack(stack, bob, theirs, request);
        String chain = road.acquire();
        theirs.call("mlsInitOnly", Map.of("enrollment", road.enrollment(), "chain", chain, "nbKeyPackage", 2));
    }

    private static ConversationView meet(
            E2eiClient ours, X509Registration registered, ForeignPeer theirs, Carrier carrier, Ciphersuite suite) {
        JsonNode keyPackage = theirs.call("keyPackages", Map.of("n", 1, "credentialType", "x509"))
                .path("keyPackages")
                .path(0);
        ours.inTransaction(tx -> tx.createConversation(CONVERSATION, ConversationConfig.of(registered.credential()))
                .addMembers(List.of(Bytes.fromHex(keyPackage.asText()))));
        theirs.call(
                "processWelcome",
                Map.of("welcome", carrier.sent().welcome().orElseThrow().hex()));
        assertEquals(suite, ours.conversation(CONVERSATION).ciphersuite());
        return ours.conversation(CONVERSATION);
    }

    private static void assertSame(ConversationView conversation, ForeignPeer theirs) {
        assertEquals(theirs.call("epoch", GROUP).path("epoch").asLong(), conversation.epoch());
        try (Secret secret = conversation.exportSecretKey(32)) {
            assertEquals(
                    theirs.call("exportSecret", GROUP).path("secret").asText(),
                    secret.<String>use(HexFormat.of()::formatHex));
        }
    }

    private static String state(ForeignPeer theirs) {
        return theirs.call("conversationState", GROUP).path("state").asText();
    }

    private static WireIdentity identity(ConversationView conversation, EnrollmentRequest request) {
        return conversation.getDeviceIdentities(List.of(request.clientId())).get(0);
    }

    private static JsonNode identity(ForeignPeer theirs, X509Registration registered) {
        JsonNode clientIds = Json.object()
                .putArray("clientIds")
                .add(registered.credential().clientId().toString());
        return theirs.call("deviceIdentities", Map.of("groupId", GROUP.get("groupId"), "clientIds", clientIds))
                .path("identities")
                .path(0);
    }

    private static void talk(E2eiClient ours, ForeignPeer theirs) {
        Bytes hello = Bytes.ofUtf8("hello");
        Bytes sent = ours.transaction(tx -> tx.conversation(CONVERSATION).encrypt(hello));
        JsonNode read = theirs.call("processMessage", Map.of("groupId", GROUP.get("groupId"), "message", sent.hex()));
        assertEquals(hello.hex(), read.path("plaintext").asText());
        String answer = theirs.call("encrypt", Map.of("groupId", GROUP.get("groupId"), "plaintext", hello.hex()))
                .path("message")
                .asText();
        ReceivedMessage received =
                ours.transaction(tx -> tx.conversation(CONVERSATION).decrypt(Bytes.fromHex(answer)));
        assertEquals(hello, ((ReceivedMessage.Application) received).plaintext());
    }
}
