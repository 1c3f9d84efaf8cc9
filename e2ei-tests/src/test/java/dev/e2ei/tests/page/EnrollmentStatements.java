package dev.e2ei.tests.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.MessageSender;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.WireIdentity;
import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.fault.CertificateFlaw;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.tests.client.HostOfSteps;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** SP-1 to SP-11: what an enrollment is asked for, and what comes of it. */
abstract class EnrollmentStatements extends SeedPage {
    EnrollmentStatements(String engine) {
        super(engine);
    }

    @Test
    @DisplayName(
            "SP-1 a certificate proves name, handle and domain of the sender with every message; Basic proves nothing")
    void sp1() {
        PageDevice alice = device("Alice").basic(SUITE1);
        PageDevice bob = device("Bob").enrolled(SUITE1);
        ConversationId conversation = bob.create("SP-1", alice);
        MessageSender basic =
                bob.hear(conversation, alice.say(conversation, "before")).sender();
        WireIdentity before = basic.then().orElseThrow();
        assertEquals(alice.id(), before.clientId());
        assertEquals(CredentialType.Basic, before.credentialType());
        assertEquals(DeviceVerdict.NOT_ENROLLED, before.verdict());
        assertTrue(before.x509Identity().isEmpty());

        var renewed = alice.renew(SUITE1).credential();
        alice.client().inTransaction(tx -> tx.conversation(conversation).setCredentialByRef(renewed));
        bob.receive();
        for (String text : List.of("first", "second")) {
            MessageSender proven =
                    bob.hear(conversation, alice.say(conversation, text)).sender();
            for (WireIdentity sender :
                    List.of(proven.then().orElseThrow(), proven.now().orElseThrow())) {
                X509Identity identity = sender.x509Identity().orElseThrow();
                assertEquals(DeviceVerdict.VALID, sender.verdict());
                assertEquals(alice.id(), sender.clientId());
                assertEquals("Alice", identity.displayName());
                assertEquals(alice.user().handle(), identity.handle());
                assertEquals(stack.domain(), identity.domain());
            }
        }
    }

    @Test
    @DisplayName(
            "SP-2 an enrollment is created, driven by steps or as a whole, and its chain initialises MLS or is saved")
    void sp2() throws Exception {
        PageDevice alice = device("Alice");
        try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(alice.request(SUITE2))) {
            for (HostOfSteps.Step step :
                    new HostOfSteps(stack, alice.user()).steps(false).values()) {
                step.take(enrollment);
            }
            String pem = enrollment.issued().orElseThrow().chain().toPem();
            alice.client().inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, pem, alice.transport()));
        }
        try (E2eiEnrollment enrollment = alice.client().e2eiNewRotateEnrollment(alice.request(SUITE2))) {
            IssuedCertificate issued = enrollment.acquire(stack.hooks(alice.user()));
            alice.client().inTransaction(tx -> tx.saveX509Credential(enrollment, issued.chain()));
        }
        assertEquals(2, alice.client().credentials().size());
    }

    @Test
    @DisplayName("SP-3 a new enrollment on a transaction takes six fields and makes fresh keys")
    void sp3() {
        PageDevice alice = device("Alice");
        EnrollmentRequest request = EnrollmentRequest.builder()
                .clientId(alice.id())
                .displayName(alice.user().displayName())
                .handle(alice.user().handle().toString())
                .team(alice.user().team())
                .expirySec(86_400)
                .ciphersuite(SUITE1)
                .acmeDirectory(stack.acmeDirectory())
                .build();
        assertEquals(Duration.ofDays(1), request.expiry());
        Set<Object> thumbprints = new HashSet<>();
        for (int i = 0; i < 2; i++) {
            try (E2eiEnrollment enrollment = alice.client().transaction(tx -> tx.e2eiNewEnrollment(request))) {
                assertEquals(request, enrollment.request());
                thumbprints.add(alice.acquire(enrollment).thumbprint());
            }
        }
        assertEquals(2, thumbprints.size());
        assertEquals(List.of(), alice.client().credentials());
    }

    @Test
    @DisplayName("SP-4 an enrollment belongs to one thread at a time: concurrent use is refused, handing over is legal")
    void sp4() throws Exception {
        PageDevice alice = device("Alice");
        CountDownLatch atLogin = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        OidcAuthenticator slow = request -> {
            atLogin.countDown();
            awaits(goOn);
            throw new UserActionRequiredException(UserActionRequiredException.Reason.LOGIN_ABANDONED, "gone");
        };
        E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(alice.request(SUITE1));
        EnrollmentHooks hooks =
                EnrollmentHooks.of(slow, stack.hooks(alice.user()).backend());
        CompletableFuture<Void> first =
                elsewhere(() -> assertThrows(UserActionRequiredException.class, () -> enrollment.acquire(hooks)));
        assertTrue(atLogin.await(60, TimeUnit.SECONDS));
        IllegalStateException refused = assertThrows(IllegalStateException.class, enrollment::snapshot);
        assertTrue(refused.getMessage().contains("another thread"), refused.getMessage());
        goOn.countDown();
        done(first);
        done(elsewhere(() -> alice.acquire(enrollment)));
        assertTrue(enrollment.issued().isPresent());
        enrollment.close();
    }

    private static void awaits(CountDownLatch latch) {
        try {
            assertTrue(latch.await(60, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static CompletableFuture<Void> elsewhere(Runnable action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (RuntimeException | AssertionError failure) {
                done.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    private static void done(CompletableFuture<Void> action)
            throws InterruptedException, ExecutionException, TimeoutException {
        action.get(60, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("SP-5 client ids are Wire-qualified, with the user as UUID or in base64url")
    void sp5() {
        ClientId page = ClientId.parse("b7ac11a4-8f01-4527-af88-1c30885a7931:6add501bacd1d90e@example.com");
        assertEquals("b7ac11a4-8f01-4527-af88-1c30885a7931:6add501bacd1d90e@example.com", page.toString());
        ClientId other = ClientId.parse("T4Coy4vdRzianwfOgXpn6A:6add501bacd1d90e@whitehouse.gov");
        assertEquals("4f80a8cb-8bdd-4738-9a9f-07ce817a67e8:6add501bacd1d90e@whitehouse.gov", other.toString());
        assertThrows(IllegalArgumentException.class, () -> ClientId.parse("alice@example.com"));
        PageDevice alice = device("Alice");
        EnrollmentRequest request = alice.request(SUITE1).toBuilder()
                .clientId(alice.id().e2eiQualified())
                .build();
        assertEquals(alice.id(), request.clientId());
        try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(request)) {
            IssuedCertificate issued = alice.acquire(enrollment);
            var credential = alice.client()
                    .transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()))
                    .credential();
            assertEquals(alice.id(), credential.clientId());
        }
    }

    @Test
    @DisplayName("SP-6 display names come back from the certificate as they were, whatever is in them")
    void sp6() {
        List<String> names =
                List.of("Smith, Alice M (QA)", "Alice \"Al\" O'Neil \\ <&>", "Алиса Шмидт", "愛麗絲", "Alice 👩‍🚀");
        for (int i = 0; i < names.size(); i++) {
            PageDevice device = device(stack, stack.user("named" + i, names.get(i)));
            device.enroll(SUITE1);
            ConversationId conversation = device.create("SP-6");
            WireIdentity shown = device.client()
                    .conversation(conversation)
                    .getDeviceIdentities(List.of(device.id()))
                    .get(0);
            assertEquals(names.get(i), shown.x509Identity().orElseThrow().displayName());
        }
    }

    @Test
    @DisplayName("SP-7 handles are read bare, qualified and as URI; another domain than the client's is refused")
    void sp7() {
        PageDevice alice = device(stack, stack.user("alice.smith.qa", "Alice"));
        for (String form :
                List.of("alice.smith.qa", "alice.smith.qa@wire.example", "wireapp://%40alice.smith.qa@wire.example")) {
            EnrollmentRequest request =
                    alice.request(SUITE1).toBuilder().handle(form).build();
            assertEquals(alice.user().handle(), request.handle());
            try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(request)) {
                assertEquals(
                        alice.user().handle(),
                        alice.acquire(enrollment).identity().handle());
            }
        }
        EnrollmentRequest.Builder elsewhere = alice.request(SUITE1).toBuilder().handle("alice.smith.qa@example.com");
        assertThrows(IllegalArgumentException.class, elsewhere::build);
    }

    @Test
    @DisplayName("SP-8 the team goes out as it was given, and as null where none was given")
    void sp8() throws Exception {
        PageDevice alice = device("Alice");
        EnrollmentRequest with = alice.request(SUITE1);
        EnrollmentRequest without = EnrollmentRequest.builder()
                .clientId(alice.id())
                .displayName(with.displayName())
                .handle(with.handle().toString())
                .expiry(with.expiry())
                .ciphersuite(SUITE1)
                .acmeDirectory(stack.acmeDirectory())
                .build();
        assertEquals(alice.user().team(), proof(alice, with).path("team").asText());
        assertTrue(without.team().isEmpty());
        ObjectNode claims = proof(alice, without);
        assertTrue(claims.has("team") && claims.get("team").isNull(), claims::toString);
    }

    private ObjectNode proof(PageDevice alice, EnrollmentRequest request) throws Exception {
        try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(request)) {
            Map<String, HostOfSteps.Step> steps = new HostOfSteps(stack, alice.user()).steps(false);
            for (String step :
                    List.of("directory", "account", "order", "first authorization", "second authorization")) {
                steps.get(step).take(enrollment);
            }
            String payload = enrollment.createDpopToken("bm9uY2U").split("\\.")[1];
            return Json.readObject(Base64.getUrlDecoder().decode(payload));
        }
    }

    @Test
    @DisplayName("SP-9 less time than was asked for is reported, more is refused")
    void sp9() {
        PageDevice alice = device("Alice");
        EnrollmentRequest request = alice.request(SUITE1);
        try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(request)) {
            certify(CertificateFlaw.LONGER_LIFE);
            CertificateRejectedException refused =
                    assertThrows(CertificateRejectedException.class, () -> alice.acquire(enrollment));
            assertEquals(CertificateRejectedException.Reason.LIFETIME_TOO_LONG, refused.reason());
        }
        assertEquals(request.expiry(), lifetime(alice, request));
        certify(CertificateFlaw.SHORTER_LIFE);
        assertEquals(Duration.ofDays(7), lifetime(alice, request));
    }

    private void certify(CertificateFlaw flaw) {
        stack.faults().add(Fault.at(FaultPlace.CERTIFICATE, Misbehaviour.certificate(flaw)));
    }

    private static Duration lifetime(PageDevice alice, EnrollmentRequest request) {
        try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(request)) {
            X509Identity identity = alice.acquire(enrollment).identity();
            return Duration.between(identity.notBefore(), identity.notAfter());
        }
    }

    @Test
    @DisplayName(
            "SP-10 the suite determines the certificate's key: 1, 2, 3, 5 and 7; others are refused with that list")
    void sp10() throws Exception {
        Map<Integer, String> keys = Map.of(1, "EdDSA", 2, "EC", 3, "EdDSA", 5, "EC", 7, "EC");
        PageDevice alice = device("Alice");
        for (Ciphersuite suite : Ciphersuite.values()) {
            EnrollmentRequest.Builder builder =
                    alice.request(SUITE1).toBuilder().ciphersuite(suite);
            if (!keys.containsKey(suite.id())) {
                IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, builder::build);
                assertTrue(refused.getMessage().contains("[1, 2, 3, 5, 7]"), refused.getMessage());
                continue;
            }
            try (E2eiEnrollment enrollment = alice.client().e2eiNewEnrollment(builder.build())) {
                X509Certificate leaf = leaf(alice.acquire(enrollment));
                assertEquals(keys.get(suite.id()), leaf.getPublicKey().getAlgorithm(), suite::toString);
            }
        }
    }

    private static X509Certificate leaf(IssuedCertificate issued) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(
                        new ByteArrayInputStream(issued.identity().certificate().getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    @DisplayName("SP-11 the page's example: a transaction, an enrollment of 90 days with suite 1, the flow, the end")
    void sp11() {
        StackUser user = stack.user("alice.smith.qa", "Smith, Alice M (QA)");
        PageDevice alice = device(stack, user);
        var client = alice.client();
        var hooks = stack.hooks(user);
        String clientId = alice.id().toString();
        List<IssuedCertificate> certificates = new ArrayList<>();

        E2eiTransaction transaction = client.newTransaction();
        E2eiEnrollment enrollment = transaction.e2eiNewEnrollment(EnrollmentRequest.builder()
                .clientId(clientId)
                .displayName("Smith, Alice M (QA)")
                .handle("alice.smith.qa")
                .team(user.team())
                .expirySec(90L * 24 * 60 * 60)
                .ciphersuite(Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519)
                .acmeDirectory(stack.acmeDirectory())
                .build());
        certificates.add(enrollment.acquire(hooks));
        transaction.finish();

        X509Identity identity = certificates.get(0).identity();
        assertEquals("Smith, Alice M (QA)", identity.displayName());
        assertEquals(Duration.ofDays(90), Duration.between(identity.notBefore(), identity.notAfter()));
        assertFalse(certificates.get(0).crlDistributionPoints().isEmpty());
        assertNotEquals(0, certificates.get(0).chain().issuers().size());
        enrollment.close();
    }
}
