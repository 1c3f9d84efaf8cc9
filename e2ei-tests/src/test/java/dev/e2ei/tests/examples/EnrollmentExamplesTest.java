package dev.e2ei.tests.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.enrollment.BrowserLauncher;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.HttpWireBackend;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.api.error.UserActionRequiredException.Reason;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.trust.ChainVerdict;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Each code block of README.md and docs/enrollment.md stands here as it is there; a test of the house compares them. */
@DisplayName("The documents' examples")
class EnrollmentExamplesTest {
    private static final byte[] KEY =
            "an example key, thirty-two octets".substring(0, 32).getBytes();

    private WireStack stack;
    private StackUser alice;
    private MlsTransport transport;

    @BeforeEach
    void start() {
        stack = WireStack.start();
        alice = stack.user("alice_wire", "Alice Smith");
        transport = new AcceptingTransport();
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    @DisplayName("enroll a device in the README's lines")
    void readme() {
        Secret key = Secret.copyOf(KEY);
        List<Bytes> tlsRoots = stack.tlsRoots();
        String rootPem = stack.trustAnchorPem();
        URI directory = stack.acmeDirectory();
        URI backendAddress = stack.backend();
        BrowserLauncher browser = stack.browser(alice);
        String clientId = alice.newDevice().toString();
        String team = alice.team();
        var clock = stack.clock();

        try (E2eiClient client = E2eiClient.builder()
                .storageProvider("memory")
                .databaseKey(key)
                .tlsTrustAnchors(tlsRoots)
                .clock(clock)
                .open()) {
            client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(rootPem));

            EnrollmentRequest request = EnrollmentRequest.builder()
                    .clientId(clientId)
                    .displayName("Alice Smith")
                    .handle("alice_wire")
                    .team(team)
                    .expiry(Duration.ofDays(90))
                    .ciphersuite(Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256)
                    .acmeDirectory(directory)
                    .build();
            EnrollmentHooks hooks = EnrollmentHooks.of(
                    LoopbackLogin.of(page -> browser.open(page)),
                    new HttpWireBackend(backendAddress, () -> Map.of("Authorization", "Bearer " + accessToken())));

            try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
                IssuedCertificate issued = enrollment.acquire(hooks);
                client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain(), transport));
            }
            assertTrue(client.e2eiIsEnabled(request.ciphersuite()));
        }
    }

    @Test
    @DisplayName("enroll a device in three lines of a host's own test")
    void kit() {
        Ciphersuite suite = suite();
        try (var stack = WireStack.start()) {
            var alice = stack.user("alice_wire", "Alice Smith");
            var enrollment = stack.openClient().e2eiNewEnrollment(stack.request(alice, suite));
            var certificate = enrollment.acquire(stack.hooks(alice));
            assertEquals("Alice Smith", certificate.identity().displayName());
        }
    }

    private String accessToken() {
        return alice.bearerToken();
    }

    @Test
    @DisplayName("pause before the login and go on in another client")
    void pauseAndResume() {
        Checkpoints checkpoints = new Checkpoints();
        EnrollmentHooks hooks = stack.hooks(alice);
        OidcAuthenticator nobody = request -> {
            throw new UserActionRequiredException(Reason.LOGIN_ABANDONED, "nobody is there");
        };
        E2eiClient client = open();
        try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, suite()))) {
            EnrollmentHooks paused = EnrollmentHooks.of(nobody, hooks.backend()).withListener(checkpoints);
            assertThrows(UserActionRequiredException.class, () -> enrollment.acquire(paused));
        }
        client.close();
        Bytes checkpoint = checkpoints.last;
        E2eiClient otherClient = open();

        try (E2eiEnrollment resumed = otherClient.e2eiResumeEnrollment(checkpoint)) {
            IssuedCertificate issued = resumed.acquire(hooks);
        }
        otherClient.close();
        assertEquals(1, stack.issuedCertificates());
    }

    @Test
    @DisplayName("revoke a certificate and see the verdict change")
    void revocation() {
        E2eiClient client = open();
        EnrollmentRequest request = stack.request(alice, suite());
        EnrollmentHooks hooks = stack.hooks(alice);
        IssuedCertificate issued;
        try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
            issued = enrollment.acquire(hooks);
            client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain(), transport));
        }
        CredentialRef credential = client.credentials().get(0);
        var chain = issued.chain();
        var clock = stack.clock();
        assertEquals(
                DeviceVerdict.VALID,
                client.trust().verify(chain, clock.instant()).verdict());

        client.inTransaction(tx -> tx.e2eiRevoke(credential, RevocationReason.CESSATION_OF_OPERATION));

        URI distributionPoint = issued.crlDistributionPoints().get(0);
        Bytes crl = stack.crl();
        CrlRegistration registration = client.transaction(tx -> tx.e2eiRegisterCrl(distributionPoint, crl));
        ChainVerdict verdict = client.trust().verify(chain, clock.instant());
        assertTrue(registration.dirty());
        assertEquals(DeviceVerdict.REVOKED, verdict.verdict());
        assertFalse(verdict.explanation().isBlank());
        client.close();
    }

    private E2eiClient open() {
        try (Secret key = Secret.copyOf(KEY)) {
            E2eiClient client = stack.clientBuilder().databaseKey(key).open();
            String rootPem = stack.trustAnchorPem();
            client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(rootPem));
            return client;
        }
    }

    private static Ciphersuite suite() {
        return Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    }

    private static final class Checkpoints implements EnrollmentListener {
        private Bytes last = Bytes.EMPTY;

        @Override
        public void checkpoint(Bytes snapshot) {
            last = snapshot;
        }
    }

    private static final class AcceptingTransport implements MlsTransport {
        @Override
        public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
            return new MlsTransportResponse.Accepted();
        }

        @Override
        public MlsTransportResponse sendMessage(byte[] message) {
            return new MlsTransportResponse.Accepted();
        }
    }
}
