package dev.e2ei.tests.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client whose process ends and begins again")
class RestartTest {
    private static final Ciphersuite SUITE2 = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private static WireStack stack;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        stack = WireStack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    private E2eiClient open(String storage, String passphrase) {
        return stack.clientBuilder()
                .storageProvider(storage)
                .storeLocation(folder.resolve(storage))
                .passphrase(passphrase.toCharArray())
                .open();
    }

    @ParameterizedTest(name = "in {0}")
    @ValueSource(strings = {"file", "sqlite"})
    @DisplayName("has its credentials, its trust and what it stashed, renews with the kept key and revokes the old one")
    void restart(String storage) {
        StackUser alice = stack.user("restart." + storage, "Restarting Alice");
        X509Registration first;
        Bytes stashed;
        try (E2eiClient client = open(storage, "a passphrase")) {
            client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
            E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE2));
            IssuedCertificate certificate = enrollment.acquire(stack.hooks(alice));
            first = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, certificate.chain()));
            client.inTransaction(tx -> tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()));
            EnrollmentRequest renewal = client.e2eiRenewalRequest(SUITE2)
                    .team(alice.team())
                    .expiry(Duration.ofDays(30))
                    .build();
            E2eiEnrollment rotation = client.e2eiNewRotateEnrollment(renewal);
            stashed = client.transaction(tx -> tx.e2eiEnrollmentStash(rotation));
        }
        assertEquals(
                ErrorCode.STORAGE_WRONG_KEY,
                assertThrows(StorageException.class, () -> open(storage, "another passphrase"))
                        .code());
        try (E2eiClient client = open(storage, "a passphrase")) {
            assertTrue(client.e2eiIsEnabled(SUITE2));
            assertTrue(client.e2eiIsPkiEnvSetup());
            assertEquals(1, client.trust().crls().size());
            assertEquals(List.of(first.credential()), client.credentials());
            E2eiEnrollment rotation = client.transaction(tx -> tx.e2eiEnrollmentStashPop(stashed));
            IssuedCertificate renewed = rotation.acquire(stack.hooks(alice));
            CredentialRef second = client.transaction(tx -> tx.saveX509Credential(rotation, renewed.chain()))
                    .credential();
            assertEquals(first.credential().publicKeyHash(), second.publicKeyHash());
            client.inTransaction(tx -> tx.e2eiRevoke(first.credential(), RevocationReason.SUPERSEDED));
            stack.clock().advance(Duration.ofSeconds(2));
            client.inTransaction(tx ->
                    assertTrue(tx.e2eiRegisterCrl(stack.crlUrl(), stack.crl()).dirty()));
            assertEquals(
                    DeviceVerdict.VALID,
                    client.trust()
                            .verify(renewed.chain(), stack.clock().instant())
                            .verdict());
        }
    }
}
