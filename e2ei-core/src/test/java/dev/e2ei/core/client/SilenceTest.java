package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.store.memory.MemoryStorageProvider;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("Secrets and names of people")
class SilenceTest {
    private static final String PASSPHRASE = "correct horse battery staple";
    private static final byte[] KEY = "0123456789abcdef-swordfish-is-it".getBytes(StandardCharsets.US_ASCII);

    private final TestClients world = new TestClients();
    private final List<String> said = new ArrayList<>();

    private void refusal(Executable call) {
        StringWriter text = new StringWriter();
        assertThrows(Exception.class, call).printStackTrace(new PrintWriter(text));
        said.add(text.toString());
    }

    private E2eiClient open(StorageEngine engine) {
        try (Secret key = Secret.copyOf(KEY)) {
            return world.builder(1)
                    .storageProvider(new TestClients.Keeping(engine))
                    .databaseKey(key)
                    .open();
        }
    }

    private static StorageEngine memory() {
        return new MemoryStorageProvider().open(new StorageConfig("test", Optional.empty(), Map.of()));
    }

    @Test
    @DisplayName("are in no message of a refusal and in no toString")
    void silent() {
        StorageEngine engine = new FailingStorage(memory());
        E2eiClient client = open(engine);
        said.add(client.toString());
        E2eiEnrollment enrollment = client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
        said.add(enrollment.toString());
        refusal(() -> enrollment.acquire(TestClients.hooks()));
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
        CertificateChain foreign = world.open()
                .e2eiNewEnrollment(TestClients.request(TestClients.ALICE))
                .acquire(TestClients.hooks())
                .chain();
        said.add(enrollment.acquire(TestClients.hooks()).toString());
        refusal(() -> client.inTransaction(tx -> tx.e2eiMlsInitOnly(enrollment, foreign)));
        client.inTransaction(tx -> {
            said.add(tx.e2eiMlsInitOnly(
                            enrollment, enrollment.issued().orElseThrow().chain())
                    .toString());
            said.add(tx.toString());
        });
        refusal(() -> client.inTransaction(tx -> tx.mlsInit(TestClients.ALICE, List.of(TestClients.SUITE1))));
        refusal(() -> client.inTransaction(tx -> tx.saveX509Credential(
                enrollment, enrollment.issued().orElseThrow().chain())));
        refusal(() -> client.e2eiResumeEnrollment(Bytes.of(KEY)));
        refusal(() -> world.builder(3)
                .storageProvider(new TestClients.Keeping(engine))
                .open());
        refusal(() -> world.builder(3)
                .storageProvider(new TestClients.Keeping(engine))
                .passphrase(PASSPHRASE.toCharArray())
                .open());
        said.add(client.e2eiRenewalRequest(TestClients.SUITE1)
                .expirySec(60)
                .build()
                .toString());
        said.add(client.credentials().toString());
        EnrollmentKeyPairs keys = EnrollmentKeyPairs.fresh(
                TestClients.request(TestClients.ALICE),
                world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow());
        said.add(keys.toString() + keys.account() + keys.account().privateKey());
        byte[] account = keys.account().privateKey().use(byte[]::clone);
        String all = String.join("\n", said);
        for (String planted : List.of(
                TestClients.NAME,
                "Quartermain",
                "alice.q",
                PASSPHRASE,
                PlantedProtocol.TOKEN,
                "swordfish",
                HexFormat.of().formatHex(KEY),
                Base64.getEncoder().encodeToString(KEY),
                HexFormat.of().formatHex(account),
                Base64.getUrlEncoder().withoutPadding().encodeToString(account))) {
            assertFalse(all.contains(planted), planted);
        }
        assertEquals(15, said.size());
    }

    @Test
    @DisplayName("are in no octet of the medium")
    void medium() {
        FailingStorage engine = new FailingStorage(memory());
        E2eiClient client = open(engine);
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
        E2eiEnrollment enrollment = client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
        enrollment.acquire(TestClients.hooks());
        client.inTransaction(tx ->
                tx.e2eiMlsInitOnly(enrollment, enrollment.issued().orElseThrow().chain()));
        E2eiEnrollment stashed = client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
        client.inTransaction(tx -> tx.e2eiEnrollmentStash(stashed));
        StringBuilder medium = new StringBuilder();
        int rows = 0;
        for (String keyspace : DefaultRuntime.KEYSPACES) {
            try (var reading = engine.read();
                    var cursor = reading.scan(keyspace, new byte[0])) {
                while (cursor.next()) {
                    rows++;
                    medium.append(new String(cursor.key(), StandardCharsets.ISO_8859_1))
                            .append(new String(cursor.value(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertEquals(7, rows, "session, credential, key, stash, anchor, intermediate, mark");
        for (String planted : List.of("alice", "Quartermain", "4959bc6ab12f2846", "wire.example", "swordfish")) {
            assertFalse(medium.toString().contains(planted), planted);
        }
    }
}
