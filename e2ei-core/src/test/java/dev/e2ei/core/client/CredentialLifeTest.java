package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.store.memory.MemoryStorageProvider;
import dev.e2ei.spi.storage.StorageConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A certificate becomes a credential")
class CredentialLifeTest {
    private final TestClients world = new TestClients();
    private final E2eiClient client = world.open();

    private static E2eiEnrollment enrolled(E2eiClient client) {
        E2eiEnrollment enrollment = client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
        enrollment.acquire(TestClients.hooks());
        return enrollment;
    }

    private static CertificateChain chain(E2eiEnrollment enrollment) {
        return enrollment.issued().orElseThrow().chain();
    }

    private static X509Registration init(E2eiClient client, E2eiEnrollment enrollment) {
        return client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, chain(enrollment)));
    }

    @Test
    @DisplayName("that initialises MLS, with the chain as value, as text or as octets")
    void initOnly() {
        E2eiEnrollment enrollment = enrolled(client);
        String pem = chain(enrollment).toPem();
        X509Registration registration = client.transaction(tx -> tx.e2eiMlsInitOnly(enrollment, pem));
        assertEquals(CredentialType.X509, registration.credential().type());
        assertEquals(TestClients.ALICE, registration.credential().clientId());
        assertEquals(
                Set.of(URI.create(TestAuthority.CRL_URL)),
                registration.newCrlDistributionPoints().uris());
        assertTrue(client.e2eiIsEnabled(TestClients.SUITE1));
        E2eiClient other = world.open();
        E2eiEnrollment second = enrolled(other);
        Bytes octets = Bytes.ofUtf8(chain(second).toPem());
        other.inTransaction(tx -> tx.e2eiMlsInitOnly(second, octets));
        assertTrue(other.e2eiIsEnabled(TestClients.SUITE1));
    }

    @Test
    @DisplayName("whose distribution points are new only while no list is registered for them")
    void newDistributionPoints() {
        X509Registration first = init(client, enrolled(client));
        assertFalse(first.newCrlDistributionPoints().isEmpty());
        client.inTransaction(
                tx -> tx.e2eiRegisterCrl(URI.create(TestAuthority.CRL_URL), world.authority.crl(0, world.now)));
        E2eiEnrollment rotation = client.e2eiNewRotateEnrollment(TestClients.request(TestClients.ALICE));
        rotation.acquire(TestClients.hooks());
        X509Registration second = client.transaction(tx -> tx.saveX509Credential(rotation, chain(rotation)));
        assertTrue(second.newCrlDistributionPoints().isEmpty());
    }

    @Test
    @DisplayName("once: a used enrollment is refused, also within the same transaction, but not after an abort")
    void used() {
        E2eiEnrollment enrollment = enrolled(client);
        try (E2eiTransaction tx = client.newTransaction()) {
            tx.e2eiMlsInitOnly(enrollment, chain(enrollment));
            assertThrows(IllegalStateException.class, () -> tx.saveX509Credential(enrollment, chain(enrollment)));
        }
        assertEquals(List.of(), client.credentials());
        init(client, enrollment);
        assertThrows(
                IllegalStateException.class,
                () -> client.inTransaction(tx -> tx.saveX509Credential(enrollment, chain(enrollment))));
        assertThrows(IllegalStateException.class, enrollment::snapshot);
        assertEquals(1, client.credentials().size());
        enrollment.revoke(chain(enrollment), RevocationReason.SUPERSEDED);
        assertEquals(1, world.protocol.revoked.size(), "it still revokes with the account's key");
    }

    @Test
    @DisplayName("not before it is complete, not of another client's enrollment, not after it was closed")
    void refused() {
        E2eiEnrollment unfinished = client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
        E2eiEnrollment enrollment = enrolled(client);
        IllegalStateException incomplete = assertThrows(
                IllegalStateException.class,
                () -> client.inTransaction(tx -> tx.e2eiMlsInitOnly(unfinished, chain(enrollment))));
        assertTrue(incomplete.getMessage().contains("acquire"));
        E2eiClient other = world.open();
        assertThrows(
                IllegalArgumentException.class,
                () -> other.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, chain(enrollment))));
        CertificateChain chain = chain(enrollment);
        enrollment.close();
        assertThrows(
                IllegalStateException.class, () -> client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, chain)));
        assertEquals(List.of(), client.credentials());
    }

    @Test
    @DisplayName("only by its own chain: another enrollment's is refused, and nothing is left")
    void foreignChain() {
        E2eiEnrollment enrollment = enrolled(client);
        CertificateChain foreign = chain(enrolled(client));
        CertificateRejectedException refused = assertThrows(
                CertificateRejectedException.class,
                () -> client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, foreign)));
        assertEquals(CertificateRejectedException.Reason.KEY_MISMATCH, refused.reason());
        assertThrows(PkiException.class, () -> client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, "no PEM")));
        assertEquals(List.of(), client.credentials());
        assertThrows(MlsException.class, () -> client.e2eiIsEnabled(TestClients.SUITE1));
        init(client, enrollment);
    }

    @Test
    @DisplayName("after a caught refusal in a transaction that goes on, the transaction has nothing of it")
    void caughtRefusal() {
        E2eiEnrollment enrollment = enrolled(client);
        CertificateChain foreign = chain(enrolled(client));
        client.inTransaction(
                tx -> assertThrows(CertificateRejectedException.class, () -> tx.e2eiMlsInitOnly(enrollment, foreign)));
        assertEquals(List.of(), client.credentials());
        assertThrows(MlsException.class, () -> client.e2eiIsEnabled(TestClients.SUITE1));
        init(client, enrollment);
    }

    @Test
    @DisplayName("by init or by save, never by the other: the message names the right call")
    void initOrSave() {
        E2eiEnrollment enrollment = enrolled(client);
        IllegalStateException early = assertThrows(
                IllegalStateException.class,
                () -> client.inTransaction(tx -> tx.saveX509Credential(enrollment, chain(enrollment))));
        assertTrue(early.getMessage().contains("e2eiMlsInitOnly"));
        init(client, enrollment);
        E2eiEnrollment second = enrolled(client);
        IllegalStateException late = assertThrows(IllegalStateException.class, () -> init(client, second));
        assertTrue(late.getMessage().contains("saveX509Credential"));
        client.inTransaction(tx -> tx.saveX509Credential(second, chain(second)));
        assertEquals(2, client.credentials().size());
    }

    @Test
    @DisplayName("of this client only: a certificate for another is refused")
    void otherClientId() {
        client.inTransaction(tx -> tx.mlsInit(TestClients.BOB, List.of(TestClients.SUITE1)));
        E2eiEnrollment enrollment = enrolled(client);
        MlsException refused = assertThrows(
                MlsException.class,
                () -> client.inTransaction(tx -> tx.saveX509Credential(enrollment, chain(enrollment))));
        assertEquals(ErrorCode.WRONG_CREDENTIAL, refused.code());
    }

    @Test
    @DisplayName(
            "with the key of the Basic one by activation, and that of the X.509 one by rotation; all stand side by side")
    void keptKeys() {
        CredentialRef basic = client.transaction(tx -> tx.mlsInit(TestClients.ALICE, List.of(TestClients.SUITE1)))
                .get(0);
        E2eiEnrollment activation = client.e2eiNewActivationEnrollment(TestClients.request(TestClients.ALICE));
        activation.acquire(TestClients.hooks());
        CredentialRef activated = client.transaction(tx -> tx.saveX509Credential(activation, chain(activation)))
                .credential();
        EnrollmentRequest renewal = client.e2eiRenewalRequest(TestClients.SUITE1)
                .team("c3b1c1de-0000-4000-8000-000000000001")
                .expiry(Duration.ofDays(90))
                .build();
        assertEquals(TestClients.NAME, renewal.displayName());
        assertEquals("alice.q", renewal.handle().name());
        assertEquals(TestClients.request(TestClients.ALICE).acmeDirectory(), renewal.acmeDirectory());
        E2eiEnrollment rotation = client.transaction(tx -> tx.e2eiNewRotateEnrollment(renewal));
        rotation.acquire(TestClients.hooks());
        CredentialRef rotated = client.transaction(tx -> tx.saveX509Credential(rotation, chain(rotation)))
                .credential();
        assertEquals(List.of(basic, activated, rotated), client.credentials());
        assertEquals(basic.publicKeyHash(), activated.publicKeyHash());
        assertEquals(basic.publicKeyHash(), rotated.publicKeyHash());
        E2eiEnrollment fresh = enrolled(client);
        CredentialRef other = client.transaction(tx -> tx.saveX509Credential(fresh, chain(fresh)))
                .credential();
        assertFalse(other.publicKeyHash().equals(basic.publicKeyHash()));
    }

    @Test
    @DisplayName("activation and rotation need a credential of the kind, and of the client that is asked for")
    void nothingToKeep() {
        EnrollmentRequest alice = TestClients.request(TestClients.ALICE);
        assertEquals(
                ErrorCode.CREDENTIAL_NOT_FOUND,
                assertThrows(MlsException.class, () -> client.e2eiNewActivationEnrollment(alice))
                        .code());
        client.inTransaction(tx -> tx.mlsInit(TestClients.BOB, List.of(TestClients.SUITE1)));
        assertEquals(
                ErrorCode.CREDENTIAL_NOT_FOUND,
                assertThrows(MlsException.class, () -> client.e2eiNewRotateEnrollment(alice))
                        .code());
        assertThrows(MlsException.class, () -> client.e2eiRenewalRequest(TestClients.SUITE1));
        assertEquals(
                ErrorCode.WRONG_CREDENTIAL,
                assertThrows(MlsException.class, () -> client.e2eiNewActivationEnrollment(alice))
                        .code());
    }

    @Test
    @DisplayName("and is revoked by its own key, without the lock; a Basic one cannot be")
    void revocation() {
        E2eiEnrollment enrollment = enrolled(client);
        CredentialRef ref = init(client, enrollment).credential();
        client.inTransaction(tx -> tx.e2eiRevoke(ref, RevocationReason.CESSATION_OF_OPERATION));
        assertEquals(chain(enrollment).leaf(), world.protocol.revoked.get(0).leaf());
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> client.inTransaction(tx -> {
                    tx.trust().replaceAnchors(List.of(world.authority.root()));
                    tx.e2eiRevoke(ref, RevocationReason.UNSPECIFIED);
                }));
        assertTrue(refused.getMessage().contains("e2eiRevoke"));
        E2eiClient basic = world.open();
        CredentialRef noCertificate = basic.transaction(
                        tx -> tx.mlsInit(TestClients.ALICE, List.of(TestClients.SUITE1)))
                .get(0);
        assertThrows(
                IllegalArgumentException.class,
                () -> basic.inTransaction(tx -> tx.e2eiRevoke(noCertificate, RevocationReason.UNSPECIFIED)));
        assertThrows(
                MlsException.class, () -> basic.inTransaction(tx -> tx.e2eiRevoke(ref, RevocationReason.UNSPECIFIED)));
        assertEquals(1, world.protocol.revoked.size());
    }

    @Test
    @DisplayName("and a list that names it changes the verdict of its client, once")
    void changedIdentities() {
        E2eiEnrollment enrollment = enrolled(client);
        int serial = world.authority.lastSerial();
        init(client, enrollment);
        URI url = URI.create(TestAuthority.CRL_URL);
        Bytes list = world.authority.crl(serial, world.now);
        assertEquals(
                List.of(TestClients.ALICE),
                client.transaction(tx -> tx.e2eiRegisterCrl(url, list)).changedIdentities());
        assertEquals(
                List.of(),
                client.transaction(tx -> tx.e2eiRegisterCrl(url, list)).changedIdentities());
    }

    @Test
    @DisplayName(
            "or nothing at all, in memory and in the store, at a failure of any write; the same call succeeds then")
    void everyFailingWrite() {
        int failures = 0;
        for (int k = 1; k < 50; k++) {
            FailingStorage engine = new FailingStorage(
                    new MemoryStorageProvider().open(new StorageConfig("test", Optional.empty(), Map.of())));
            E2eiClient failing = world.builder(1)
                    .storageProvider(new TestClients.Keeping(engine))
                    .open();
            failing.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
            E2eiEnrollment enrollment = enrolled(failing);
            engine.failAt(k);
            try {
                init(failing, enrollment);
                assertTrue(engine.armed(), "all writes were tried");
                assertTrue(failures >= 6, failures + " writes");
                return;
            } catch (StorageException e) {
                failures++;
                assertEquals(List.of(), failing.credentials());
                assertThrows(MlsException.class, () -> failing.e2eiIsEnabled(TestClients.SUITE1));
                init(failing, enrollment);
                E2eiClient fresh = world.builder(1)
                        .storageProvider(new TestClients.Keeping(engine))
                        .open();
                assertEquals(failing.credentials(), fresh.credentials());
                assertTrue(fresh.e2eiIsEnabled(TestClients.SUITE1));
            }
        }
        throw new AssertionError("no end of writes");
    }

    @Test
    @DisplayName("that was issued wrongly is refused before anything is stored")
    void wrongCertificate() {
        IssuedCertificate right = enrolled(client).issued().orElseThrow();
        world.protocol.issued = chain -> right.chain();
        E2eiEnrollment enrollment = client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
        assertThrows(CertificateRejectedException.class, () -> enrollment.acquire(TestClients.hooks()));
        assertTrue(enrollment.issued().isEmpty());
        world.protocol.issued = chain -> chain;
        enrollment.acquire(TestClients.hooks());
    }
}
