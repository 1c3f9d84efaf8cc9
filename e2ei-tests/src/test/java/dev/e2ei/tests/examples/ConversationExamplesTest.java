package dev.e2ei.tests.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.conversation.WelcomeBundle;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.LocalKeyPackage;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.identity.DeviceStatus;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each code block of docs/conversations.md stands here as it is there; a test of the house compares them. */
@DisplayName("The examples of conversations")
class ConversationExamplesTest {
    private final Ciphersuite suite = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    private final ConversationId id = ConversationId.ofUtf8("planning");
    private final List<Bytes> posted = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private Bytes welcome = Bytes.EMPTY;
    private Bytes groupInfo = Bytes.EMPTY;
    private WireStack stack;
    private StackUser person;
    private E2eiClient alice;
    private E2eiClient bob;

    @BeforeEach
    void start() {
        stack = WireStack.start();
        person = stack.user("alice_wire", "Alice Smith");
        alice = enrolled(person);
        bob = enrolled(stack.user("bob_wire", "Bob Jones"));
    }

    @AfterEach
    void stop() {
        alice.close();
        bob.close();
        stack.close();
    }

    @Test
    @DisplayName("from a certificate to a verified conversation, a message, a join from outside")
    void conversation() {
        Set<URI> pending = new LinkedHashSet<>();

        LocalKeyPackage bobs =
                bob.transaction(tx -> tx.generateKeyPackage(tx.credentials().get(0)));

        alice.inTransaction(tx -> {
            Conversation conversation = tx.createConversation(id, ConversationConfig.of(suite));
            CommitResult added = conversation.addMembers(List.of(bobs.keyPackage()));
            for (URI point : added.newCrlDistributionPoints()) {
                pending.add(point);
            }
        });
        assertEquals(Set.of(stack.crlUrl()), pending);

        WelcomeBundle joined = bob.transaction(tx -> tx.joinByWelcome(welcome));
        E2eiConversationState state = bob.conversation(joined.id()).e2eiConversationState();
        assertEquals(E2eiConversationState.Verified, state);

        Bytes message = alice.transaction(
                tx -> tx.conversation(id).encrypt(Bytes.ofUtf8("hello"), E2eiConversationState.Verified));

        ReceivedMessage received = bob.transaction(tx -> tx.conversation(id).decrypt(message));
        if (received instanceof ReceivedMessage.Application application) {
            WireIdentity sender = application.sender().now().orElseThrow();
            show(
                    application.plaintext().utf8(),
                    sender.x509Identity().orElseThrow().displayName(),
                    sender.status());
        }
        assertEquals(List.of("hello from Alice Smith, Valid"), shown);

        try (E2eiClient carla = enrolled(stack.user("carla_wire", "Carla Gomez"))) {
            if (carla.e2eiVerifyGroupState(groupInfo) != E2eiConversationState.NotVerified) {
                carla.inTransaction(tx -> tx.joinByExternalCommit(groupInfo, ConversationConfig.of(suite)));
            }
            assertEquals(3, carla.conversation(id).members().size());
        }
    }

    @Test
    @DisplayName("lists fetched by the library, or by hand")
    void trust() {
        URI directory = stack.acmeDirectory();

        TrustRefresh refresh =
                alice.trust().refresh(TrustSourceConfig.of(directory).withPrivateAddressesAllowed(true));
        refresh.failures()
                .forEach(failure ->
                        log(failure.address(), failure.failure().orElseThrow().code()));
        assertEquals(List.of(), shown);

        stack.clock().advance(Duration.ofDays(30));

        for (URI point : alice.trust().dueCrlDistributionPoints()) {
            Bytes crl = fetch(point);
            CrlRegistration registration = alice.transaction(tx -> tx.e2eiRegisterCrl(point, crl));
            if (registration.dirty()) {
                redraw();
            }
        }
        assertTrue(alice.trust().dueCrlDistributionPoints().isEmpty());
    }

    @Test
    @DisplayName("a renewed certificate in all conversations")
    void rotation() {
        alice.inTransaction(tx -> tx.createConversation(id, ConversationConfig.of(suite)));
        CredentialRef old = alice.credentials().get(0);
        stack.clock().advance(Duration.ofDays(60));
        EnrollmentRequest request = alice.e2eiRenewalRequest(suite)
                .team(person.team())
                .expiry(Duration.ofDays(90))
                .acmeDirectory(stack.acmeDirectory())
                .build();
        try (E2eiEnrollment enrollment = alice.e2eiNewRotateEnrollment(request)) {
            CertificateChain chain = enrollment.acquire(stack.hooks(person)).chain();

            X509Registration renewed = alice.transaction(tx -> tx.saveX509Credential(enrollment, chain));
            alice.inTransaction(tx -> {
                for (ConversationId each : tx.conversations()) {
                    tx.conversation(each).setCredentialByRef(renewed.credential());
                }
            });
            List<LocalKeyPackage> fresh = alice.transaction(tx -> tx.generateKeyPackages(renewed.credential(), 10));
            // upload them in place of the old ones, then:
            alice.inTransaction(tx -> tx.removeCredential(old));
            assertEquals(10, fresh.size());
            assertEquals(renewed.credential(), alice.conversation(id).credential());
        }
        assertEquals(1, alice.credentials().size());
    }

    private E2eiClient enrolled(StackUser user) {
        MlsTransport transport = new MlsTransport() {
            @Override
            public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
                bundle.welcome().ifPresent(message -> welcome = message);
                groupInfo = bundle.groupInfo().orElseThrow();
                return post("/mls/commit-bundles", bundle.commit());
            }

            @Override
            public MlsTransportResponse sendMessage(byte[] message) {
                return post("/mls/messages", Bytes.of(message));
            }
        };
        E2eiClient client = stack.clientBuilder().mlsTransport(transport).open();
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
        try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(user, suite))) {
            IssuedCertificate issued = enrollment.acquire(stack.hooks(user));
            client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
        }
        return client;
    }

    private MlsTransportResponse post(String path, Bytes message) {
        posted.add(message);
        return new MlsTransportResponse.Accepted();
    }

    private Bytes fetch(URI point) {
        assertEquals(stack.crlUrl(), point);
        return stack.crl();
    }

    private void show(String text, String name, DeviceStatus status) {
        shown.add(text + " from " + name + ", " + status);
    }

    private void log(URI address, ErrorCode code) {
        shown.add(address + " " + code);
    }

    private void redraw() {
        shown.add("redrawn");
    }
}
