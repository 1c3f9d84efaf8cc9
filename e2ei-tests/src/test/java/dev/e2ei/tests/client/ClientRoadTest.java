package dev.e2ei.tests.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The whole road of a client")
class ClientRoadTest {
    private static final Ciphersuite SUITE1 = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;

    private static WireStack stack;

    @BeforeAll
    static void start() {
        stack = WireStack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @ParameterizedTest(name = "suite {0}")
    @ValueSource(ints = {1, 2, 3, 5, 7})
    @DisplayName(
            "enrolls, initialises MLS, rotates with the kept key, revokes, and sees the list name what was revoked")
    void wholeRoad(int id) {
        Ciphersuite suite = Ciphersuite.ofId(id).orElseThrow();
        StackUser alice = stack.user("alice.s" + id, "Smith, Alice \"M\" (QA) 愛");
        E2eiClient client = stack.openClient();
        EnrollmentRequest request = stack.request(alice, suite);

        E2eiEnrollment enrollment = client.e2eiNewEnrollment(request);
        IssuedCertificate first = enrollment.acquire(stack.hooks(alice));
        X509Registration registered = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, first.chain()));
        assertTrue(client.e2eiIsEnabled(suite));
        assertEquals("Smith, Alice \"M\" (QA) 愛", first.identity().displayName());
        assertTrue(registered.newCrlDistributionPoints().uris().contains(stack.crlUrl()));
        CrlRegistration quiet = client.transaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        assertTrue(quiet.expiration().isPresent());
        assertEquals(List.of(), quiet.changedIdentities());

        EnrollmentRequest renewal = client.e2eiRenewalRequest(suite)
                .team(alice.team())
                .expiry(Duration.ofDays(30))
                .build();
        E2eiEnrollment rotation = client.e2eiNewRotateEnrollment(renewal);
        IssuedCertificate second = rotation.acquire(stack.hooks(alice));
        X509Registration rotated = client.transaction(tx -> tx.saveX509Credential(rotation, second.chain()));
        assertEquals(
                registered.credential().publicKeyHash(), rotated.credential().publicKeyHash());
        assertEquals(first.thumbprint(), second.thumbprint());
        assertNotEquals(first.chain().leaf(), second.chain().leaf());
        assertFalse(rotated.newCrlDistributionPoints().uris().contains(stack.crlUrl()), "its list is registered");
        assertEquals(List.of(registered.credential(), rotated.credential()), client.credentials());

        client.inTransaction(tx -> tx.e2eiRevoke(registered.credential(), RevocationReason.SUPERSEDED));
        stack.clock().advance(Duration.ofSeconds(2));
        CrlRegistration loud = client.transaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        assertTrue(loud.dirty());
        assertEquals(List.of(request.clientId()), loud.changedIdentities());
        assertEquals(
                DeviceVerdict.REVOKED,
                client.trust().verify(first.chain(), stack.clock().instant()).verdict());
        assertEquals(
                DeviceVerdict.VALID,
                client.trust().verify(second.chain(), stack.clock().instant()).verdict());
    }

    @Test
    @DisplayName("activates: the Basic credential's key gets the certificate, and both stand side by side")
    void activation() {
        StackUser bob = stack.user("bob.basic", "Bob");
        E2eiClient client = stack.openClient();
        EnrollmentRequest request = stack.request(bob, SUITE1);
        CredentialRef basic = client.transaction(tx -> tx.mlsInit(request.clientId(), List.of(SUITE1)))
                .get(0);
        assertFalse(client.e2eiIsEnabled(SUITE1));
        E2eiEnrollment activation = client.e2eiNewActivationEnrollment(request);
        IssuedCertificate certificate = activation.acquire(stack.hooks(bob));
        CredentialRef x509 = client.transaction(tx -> tx.saveX509Credential(activation, certificate.chain()))
                .credential();
        assertTrue(client.e2eiIsEnabled(SUITE1));
        assertEquals(basic.publicKeyHash(), x509.publicKeyHash());
        assertEquals(CredentialType.X509, x509.type());
        assertEquals(2, client.credentials().size());
    }

    @Test
    @DisplayName("revokes with the account's key as long as the enrollment lives")
    void accountRevokes() {
        StackUser carol = stack.user("carol.account", "Carol");
        E2eiClient client = stack.openClient();
        E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(carol, SUITE1));
        IssuedCertificate certificate = enrollment.acquire(stack.hooks(carol));
        client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, certificate.chain()));
        enrollment.revoke(certificate.chain(), RevocationReason.KEY_COMPROMISE);
        stack.clock().advance(Duration.ofSeconds(2));
        client.inTransaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
        assertEquals(
                DeviceVerdict.REVOKED,
                client.trust()
                        .verify(certificate.chain(), stack.clock().instant())
                        .verdict());
    }

    @Test
    @DisplayName("enrolls a hundred devices at once through one client, each with its own certificate")
    void hundredAtOnce() throws Exception {
        int devices = 100;
        StackUser dora = stack.user("dora.hundred", "Dora");
        E2eiClient client = stack.openClient();
        Set<ClientId> proved = ConcurrentHashMap.newKeySet();
        Set<String> keys = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < devices; i++) {
                EnrollmentRequest request =
                        stack.request(dora, Ciphersuite.ofId(1 + i % 2).orElseThrow());
                running.add(threads.submit(() -> {
                    try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
                        IssuedCertificate certificate = enrollment.acquire(stack.hooks(dora));
                        assertEquals("Dora", certificate.identity().displayName());
                        proved.add(enrollment.request().clientId());
                        keys.add(certificate.thumbprint().hex());
                    }
                    return true;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(devices, proved.size());
        assertEquals(devices, keys.size());
        assertEquals(new HashSet<>(), new HashSet<>(client.credentials()), "nothing was stored");
    }
}
