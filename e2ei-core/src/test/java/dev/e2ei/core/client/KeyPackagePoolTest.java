package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.LocalKeyPackage;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.keypackage.KeyPackage;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.store.memory.MemoryStorageProvider;
import dev.e2ei.spi.storage.StorageConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Key packages of a client")
class KeyPackagePoolTest {
    private final TestClients world = new TestClients();
    private final FailingStorage engine =
            new FailingStorage(new MemoryStorageProvider().open(new StorageConfig("test", Optional.empty(), Map.of())));
    private final E2eiClient client = open(MlsProfile.wire());
    private final CredentialRef basic = client.transaction(
                    tx -> tx.mlsInit(TestClients.ALICE, List.of(TestClients.SUITE1)))
            .get(0);

    private E2eiClient open(MlsProfile profile) {
        return world.builder(1)
                .storageProvider(new TestClients.Keeping(engine))
                .mlsProfile(profile)
                .open();
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static KeyPackage parse(Bytes octets) {
        return KeyPackage.CODEC.fromOctets(octets.toByteArray(), DecodeLimits.MESSAGE);
    }

    @Test
    @DisplayName("KP-7 ST-2 are durable before the call returns: neither an abort nor a restart loses them")
    void durable() {
        List<LocalKeyPackage> made;
        try (E2eiTransaction tx = client.newTransaction()) {
            made = tx.generateKeyPackages(basic, 3);
            tx.removeKeyPackages(basic);
            assertEquals(List.of(), tx.keyPackages(basic));
            tx.abort();
        }
        assertEquals(Set.copyOf(made), Set.copyOf(client.keyPackages(basic)));
        try (E2eiClient again = open(MlsProfile.wire())) {
            assertEquals(Set.copyOf(made), Set.copyOf(again.keyPackages(basic)));
        }
        KeyPackage keyPackage = parse(made.get(0).keyPackage());
        LabeledCrypto crypto = new LabeledCrypto(
                world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow());
        assertEquals(made.get(0).ref().octets(), keyPackage.ref(crypto));
        assertEquals(
                3,
                made.stream()
                        .map(LocalKeyPackage::ref)
                        .collect(Collectors.toSet())
                        .size());
        assertEquals(world.now.plus(Duration.ofDays(84)), made.get(0).notAfter());
    }

    @Test
    @DisplayName("go out bare, or as MLSMessage where the profile says so")
    void framed() {
        try (E2eiClient framing = open(MlsProfile.rfc9420())) {
            Bytes octets =
                    framing.transaction(tx -> tx.generateKeyPackage(basic)).keyPackage();
            assertTrue(octets.hex().startsWith("00010005"));
            assertEquals(
                    1,
                    parse(Bytes.of(Arrays.copyOfRange(octets.toByteArray(), 4, octets.size())))
                            .suiteId());
        }
    }

    @Test
    @DisplayName("end with their certificate at the latest, and expire")
    void lifetimes() {
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
        try (SignatureKey key = SignatureKey.generate(
                world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow())) {
            CertificateChain chain = world.authority.issue(
                    TestClients.request(TestClients.ALICE), key.subjectPublicKey(), world.now, Duration.ofDays(10));
            CredentialRef x509 = client.transaction(tx -> tx.addX509Credential(chain, key.privateKey()))
                    .credential();
            LocalKeyPackage cut = client.transaction(tx -> tx.generateKeyPackage(x509, Duration.ofDays(30)));
            assertEquals(world.now.plus(Duration.ofDays(10)), cut.notAfter());
            LocalKeyPackage brief = client.transaction(tx -> tx.generateKeyPackage(x509, Duration.ofDays(1)));
            assertEquals(List.of(cut, brief), client.keyPackages(x509));
            world.now = world.now.plus(Duration.ofDays(2));
            assertEquals(List.of(cut), client.keyPackages(x509));
            int expired = client.transaction(E2eiTransaction::removeExpiredKeyPackages);
            assertEquals(1, expired);
            assertEquals(List.of(), client.keyPackages(basic));
        }
    }

    @Test
    @DisplayName("are removed one by one, by credential, and with their credential, which is gone then")
    void removed() {
        List<LocalKeyPackage> made = client.transaction(tx -> tx.generateKeyPackages(basic, 3));
        assertEquals(
                Boolean.TRUE,
                client.transaction(tx -> tx.removeKeyPackage(made.get(1).ref())));
        assertEquals(
                Boolean.FALSE,
                client.transaction(tx -> tx.removeKeyPackage(made.get(1).ref())));
        int removed = client.transaction(tx -> tx.removeKeyPackages(basic));
        assertEquals(2, removed);
        client.inTransaction(tx -> tx.generateKeyPackage(basic));
        client.inTransaction(tx -> tx.removeCredential(basic));
        assertEquals(List.of(), client.credentials());
        assertEquals(ErrorCode.CREDENTIAL_NOT_FOUND, code(() -> client.keyPackages(basic)));
        assertEquals(
                ErrorCode.CREDENTIAL_NOT_FOUND, code(() -> client.inTransaction(tx -> tx.generateKeyPackage(basic))));
        assertEquals(
                ErrorCode.CREDENTIAL_NOT_FOUND, code(() -> client.inTransaction(tx -> tx.removeCredential(basic))));
        int left = client.transaction(E2eiTransaction::removeExpiredKeyPackages);
        assertEquals(0, left);
    }

    private static ErrorCode code(Runnable action) {
        return assertThrows(MlsException.class, action::run).code();
    }

    @Test
    @DisplayName("are not made in numbers, of lifetimes or of suites that make no sense")
    void refused() {
        client.inTransaction(tx -> {
            assertThrows(IllegalArgumentException.class, () -> tx.generateKeyPackages(basic, 0));
            assertThrows(IllegalArgumentException.class, () -> tx.generateKeyPackages(basic, 1001));
            assertThrows(IllegalArgumentException.class, () -> tx.generateKeyPackage(basic, Duration.ZERO));
            assertThrows(IllegalArgumentException.class, () -> tx.generateKeyPackage(basic, Duration.ofDays(9999)));
        });
        assertEquals(List.of(), client.keyPackages(basic));
    }

    @Test
    @DisplayName("are all there or none at a failure of any write, and the transaction is over")
    void everyFailingWrite() {
        for (int k = 1; k < 20; k++) {
            engine.failAt(k);
            int before = client.keyPackages(basic).size();
            try (E2eiTransaction tx = client.newTransaction()) {
                try {
                    tx.generateKeyPackages(basic, 2);
                } catch (StorageException e) {
                    assertThrows(IllegalStateException.class, tx::credentials);
                    assertEquals(before, client.keyPackages(basic).size());
                    continue;
                }
                assertTrue(engine.armed(), "all writes were tried");
                assertEquals(4, k, "two key packages and a commit");
                return;
            }
        }
        throw new AssertionError("no end of writes");
    }
}
