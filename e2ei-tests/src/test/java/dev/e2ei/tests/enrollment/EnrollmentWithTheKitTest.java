package dev.e2ei.tests.enrollment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.UserActionRequiredException;
import dev.e2ei.testkit.FormBrowser;
import dev.e2ei.testkit.StackOption;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("With the test kit")
@Timeout(120)
class EnrollmentWithTheKitTest {
    private static final Ciphersuite P256 = Ciphersuite.ofId(2).orElseThrow();

    @Test
    @DisplayName("three lines enroll a device")
    void threeLines() {
        try (var stack = WireStack.start()) {
            var alice = stack.user("alice_wire", "Alice Smith");
            var enrollment = stack.openClient().e2eiNewEnrollment(stack.request(alice, P256));
            var certificate = enrollment.acquire(stack.hooks(alice));

            assertEquals("Alice Smith", certificate.identity().displayName());
        }
    }

    @ParameterizedTest(name = "suite {0}, {1}")
    @CsvSource({
        "1, NO_CRL",
        "2, STOCK_BACKEND_KEY",
        "3, EDDSA_ID_TOKENS",
        "5, CLIENT_ID_IN_OIDC_TARGET",
        "7, CRL_IN_INTERMEDIATE",
        "1, BACKEND_KEY_FOR_EACH_ALGORITHM",
        "5, BACKEND_KEY_FOR_EACH_ALGORITHM",
        "7, BACKEND_KEY_FOR_EACH_ALGORITHM",
        "2, RSA_ID_TOKENS",
        "2, TICKING_CLOCK"
    })
    @DisplayName("each suite enrolls, at each kind of deployment:")
    void suites(int suite, StackOption option) {
        try (WireStack stack = WireStack.start(option)) {
            StackUser alice = stack.user("alice_wire", "Alice Smith");
            try (E2eiEnrollment enrollment = stack.openClient()
                    .e2eiNewEnrollment(
                            stack.request(alice, Ciphersuite.ofId(suite).orElseThrow()))) {
                IssuedCertificate certificate = enrollment.acquire(stack.hooks(alice));
                assertEquals(alice.handle(), certificate.identity().handle());
                assertEquals(
                        option == StackOption.NO_CRL,
                        certificate.crlDistributionPoints().isEmpty());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Alice \"Ace\" Smith",
                "back\\slash",
                "Ærøskøbing Ünïcödé",
                "山田 太郎",
                "عائشة",
                "🦊 fox",
                "<script>alert(1)</script>",
                "a&b=c%20+d",
                "{{ .name }}",
                "O'Brien, Jr.; ST=x"
            })
    @DisplayName("a person enrolls by any name:")
    void names(String name) {
        try (WireStack stack = WireStack.start()) {
            StackUser user = stack.user("some_body", name);
            try (E2eiEnrollment enrollment = stack.openClient().e2eiNewEnrollment(stack.request(user, P256))) {
                assertEquals(
                        name, enrollment.acquire(stack.hooks(user)).identity().displayName());
            }
        }
    }

    @Test
    @DisplayName("a login that the person refuses can be tried again")
    void denied() {
        try (WireStack stack = WireStack.start()) {
            StackUser alice = stack.user("alice_wire", "Alice Smith");
            try (E2eiEnrollment enrollment = stack.openClient().e2eiNewEnrollment(stack.request(alice, P256))) {
                FormBrowser refusing = stack.browser(alice).with(FormBrowser.Habit.DENIES);
                UserActionRequiredException e = assertThrows(
                        UserActionRequiredException.class, () -> enrollment.acquire(stack.hooks(alice, refusing)));
                assertEquals(UserActionRequiredException.Reason.LOGIN_DENIED, e.reason());
                enrollment.acquire(stack.hooks(alice));
            }
        }
    }

    @Test
    @DisplayName("a hundred devices enroll at once through one client, each with its own certificate")
    void parallel() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try (WireStack stack = WireStack.start()) {
            E2eiClient client = stack.openClient();
            List<Future<String>> names = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                StackUser user = stack.user("user" + i, "User " + i);
                names.add(threads.submit(() -> {
                    try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(user, P256))) {
                        return enrollment.acquire(stack.hooks(user)).identity().displayName();
                    }
                }));
            }
            for (int i = 0; i < 100; i++) {
                assertEquals("User " + i, names.get(i).get());
            }
            assertEquals(100, stack.issuedCertificates());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("a certificate becomes a credential, and is revoked by its holder")
    void revocation() {
        try (WireStack stack = WireStack.start()) {
            StackUser alice = stack.user("alice_wire", "Alice Smith");
            E2eiClient client = stack.openClient();
            try (E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, P256))) {
                IssuedCertificate certificate = enrollment.acquire(stack.hooks(alice));
                X509Registration registration =
                        client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, certificate.chain()));
                assertEquals(CredentialType.X509, registration.credential().type());
                int before = stack.crl().size();
                client.inTransaction(tx -> tx.e2eiRevoke(registration.credential(), RevocationReason.KEY_COMPROMISE));
                assertTrue(stack.crl().size() > before);
                assertTrue(client.transaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()))
                        .dirty());
            }
        }
    }
}
