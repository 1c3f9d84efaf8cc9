package dev.e2ei.testkit.real;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.identity.DeviceVerdict;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.Normalizer;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedRealStack.class)
@DisplayName("At step-ca and Keycloak")
class EnrollmentRealIT {
    static List<Ciphersuite> suites() {
        return Ciphersuite.enrollable();
    }

    @ParameterizedTest(name = "a device enrolls with {0}")
    @MethodSource("suites")
    void eachSuite(Ciphersuite suite, RealStack stack) throws GeneralSecurityException {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Smith");
        EnrollmentRequest request = stack.request(alice, suite);
        try (E2eiClient client = stack.openClient();
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(request)) {
            IssuedCertificate issued = enrollment.acquire(stack.hooks(alice));

            assertEquals("Alice Smith", issued.identity().displayName());
            assertEquals(request.handle(), issued.identity().handle());
            assertEquals(stack.domain(), issued.identity().domain());
            assertEquals(List.of(stack.crlUrl()), issued.crlDistributionPoints());
            assertEquals(
                    DeviceVerdict.VALID,
                    client.trust().verify(issued.chain(), Instant.now()).verdict());

            X509Registration registered = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, issued.chain()));
            assertEquals(suite, registered.credential().ciphersuite());
            assertEquals(
                    Set.of(stack.crlUrl()),
                    registered.newCrlDistributionPoints().uris());
            assertTrue(client.e2eiIsEnabled(suite));
            assertReadsTheSameElsewhere(request, issued);
        }
    }

    /** What another implementation, the JDK's, reads in the leaf and makes of its signature. */
    private static void assertReadsTheSameElsewhere(EnrollmentRequest request, IssuedCertificate issued)
            throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        X509Certificate leaf = read(factory, issued.chain().leaf().toByteArray());
        X509Certificate issuer = read(factory, issued.chain().issuers().get(0).toByteArray());
        leaf.verify(issuer.getPublicKey());
        Set<Object> names = new TreeSet<>();
        leaf.getSubjectAlternativeNames().forEach(name -> names.add(name.get(1)));
        assertEquals(Set.of(request.handle().uri(), request.clientId().uri().replace("!", "%21")), names);
        assertArrayEquals(
                new boolean[] {true, false, false, false, false, false, false, false, false}, leaf.getKeyUsage());
        assertEquals(issued.identity().notAfter(), leaf.getNotAfter().toInstant());
    }

    private static X509Certificate read(CertificateFactory factory, byte[] der) throws GeneralSecurityException {
        return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
    }

    @ParameterizedTest(
            name = "a person of the name {0} {1} keeps it letter for letter, composed where letters were taken apart")
    @ValueSource(
            strings = {
                "Zoë \"the \\ Cat\"|O'Brien",
                "愛子|山田",
                "Мария|Ξένη",
                "<script>|&amp; {{ .Name }}",
                "👩🏽‍🚀|e\u0301"
            })
    void names(String name, RealStack stack) {
        String[] parts = name.split("\\|");
        RealUser person = SharedRealStack.person(stack, parts[0], parts[1]);
        try (E2eiClient client = stack.openClient();
                E2eiEnrollment enrollment = client.e2eiNewEnrollment(
                        stack.request(person, Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256))) {
            IssuedCertificate issued = enrollment.acquire(stack.hooks(person));
            assertEquals(
                    Normalizer.normalize(parts[0] + " " + parts[1], Normalizer.Form.NFC),
                    issued.identity().displayName());
        }
    }

    @Test
    @DisplayName("two devices of one person enroll at the same time, each with a certificate of its own")
    void twoAtOnce(RealStack stack) throws InterruptedException, ExecutionException {
        RealUser alice = SharedRealStack.person(stack, "Alice", "Twice");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (E2eiClient client = stack.openClient()) {
            Future<IssuedCertificate> one = threads.submit(() -> enroll(stack, client, alice));
            Future<IssuedCertificate> other = threads.submit(() -> enroll(stack, client, alice));
            assertNotEquals(one.get().chain().leaf(), other.get().chain().leaf());
            assertNotEquals(one.get().thumbprint(), other.get().thumbprint());
            assertEquals(one.get().identity().handle(), other.get().identity().handle());
        } finally {
            assertFalse(threads.shutdownNow().iterator().hasNext());
        }
    }

    private static IssuedCertificate enroll(RealStack stack, E2eiClient client, RealUser user) {
        try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(
                stack.request(user, Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519))) {
            return enrollment.acquire(stack.hooks(user));
        }
    }
}
