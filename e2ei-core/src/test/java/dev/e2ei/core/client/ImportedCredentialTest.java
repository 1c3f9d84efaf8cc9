package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.error.CertificateRejectedException;
import dev.e2ei.api.error.CertificateRejectedException.Reason;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.trust.CertificateChain;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A certificate from elsewhere becomes a credential")
class ImportedCredentialTest {
    private static final Ciphersuite SUITE3 = Ciphersuite.MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519;

    private final TestClients world = new TestClients();
    private final E2eiClient client = world.open();
    private final SignatureKey key = SignatureKey.generate(
            world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow());

    @AfterEach
    void close() {
        key.close();
        client.close();
    }

    private CertificateChain chain(SignatureKey certified) {
        return world.authority.issue(
                TestClients.request(TestClients.ALICE), certified.subjectPublicKey(), world.now, Duration.ofDays(90));
    }

    @Test
    @DisplayName("with its chain's intermediates and its distribution points, and initialises MLS")
    void init() {
        X509Registration registration = client.transaction(tx -> tx.mlsInitX509(chain(key), key.privateKey()));
        CredentialRef ref = registration.credential();
        assertEquals(TestClients.ALICE, ref.clientId());
        assertEquals(TestClients.SUITE1, ref.ciphersuite());
        assertEquals(CredentialType.X509, ref.type());
        assertEquals(
                Set.of(URI.create(TestAuthority.CRL_URL)),
                registration.newCrlDistributionPoints().uris());
        assertTrue(client.e2eiIsEnabled(TestClients.SUITE1));
        assertEquals(List.of(ref), client.findCredentials(TestClients.SUITE1, CredentialType.X509));
        assertEquals(List.of(), client.findCredentials(TestClients.SUITE1, CredentialType.Basic));
        CertificateChain leafOnly = new CertificateChain(List.of(chain(key).leaf()));
        client.inTransaction(tx -> tx.addX509Credential(leafOnly, key.privateKey()));
        assertEquals(2, client.credentials().size());
    }

    @Test
    @DisplayName("for the suite that is asked for, where two have the same signatures")
    void suite() {
        CredentialRef ref = client.transaction(tx -> tx.mlsInitX509(SUITE3, chain(key), key.privateKey()))
                .credential();
        assertEquals(SUITE3, ref.ciphersuite());
        CredentialRef other = client.transaction(
                        tx -> tx.addX509Credential(TestClients.SUITE1, chain(key), key.privateKey()))
                .credential();
        assertEquals(List.of(ref, other), client.credentials());
    }

    @Test
    @DisplayName("only with its own key, a path, an anchor; nothing is left after a refusal")
    void refused() {
        try (SignatureKey foreign = SignatureKey.generate(
                world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow())) {
            assertEquals(
                    Reason.KEY_MISMATCH,
                    reason(() -> client.inTransaction(tx -> tx.mlsInitX509(chain(key), foreign.privateKey()))));
        }
        assertEquals(
                Reason.KEY_MISMATCH,
                reason(() ->
                        client.inTransaction(tx -> tx.mlsInitX509(TestClients.SUITE2, chain(key), key.privateKey()))));
        try (Secret noKey = Secret.take(new byte[3])) {
            assertEquals(
                    Reason.KEY_MISMATCH, reason(() -> client.inTransaction(tx -> tx.mlsInitX509(chain(key), noKey))));
        }
        CertificateChain foreignRoot = new TestAuthority(world.crypto, "Other", world.now)
                .issue(TestClients.request(TestClients.ALICE), key.subjectPublicKey(), world.now, Duration.ofDays(90));
        assertEquals(
                Reason.UNTRUSTED,
                reason(() -> client.inTransaction(tx -> tx.mlsInitX509(foreignRoot, key.privateKey()))));
        CertificateChain chain = chain(key);
        world.now = world.now.plus(Duration.ofDays(91));
        assertEquals(Reason.EXPIRED, reason(() -> client.inTransaction(tx -> tx.mlsInitX509(chain, key.privateKey()))));
        assertEquals(List.of(), client.credentials());
        try (E2eiClient untrusting = world.builder(2).open()) {
            assertThrows(
                    TrustNotConfiguredException.class,
                    () -> untrusting.inTransaction(tx -> tx.mlsInitX509(chain, key.privateKey())));
        }
    }

    @Test
    @DisplayName("with a transport of its own, which delivers at once, and after the commit for the session")
    void transport() {
        TestDelivery delivery = new TestDelivery();
        client.inTransaction(tx -> {
            tx.mlsInitX509(chain(key), key.privateKey(), delivery);
            tx.createConversation(TestMember.ROOM, ConversationConfig.of(TestClients.SUITE1))
                    .updateKeyingMaterial();
            assertEquals(1, delivery.bundles.size());
        });
        client.inTransaction(tx -> tx.conversation(TestMember.ROOM).updateKeyingMaterial());
        assertEquals(2, delivery.bundles.size());
    }

    private static Reason reason(Runnable action) {
        return assertThrows(CertificateRejectedException.class, action::run).reason();
    }

    @Test
    @DisplayName("by init once, then by add, and only of the same client")
    void once() {
        CertificateChain chain = chain(key);
        assertThrows(
                IllegalStateException.class,
                () -> client.inTransaction(tx -> tx.addX509Credential(chain, key.privateKey())));
        client.inTransaction(tx -> tx.mlsInitX509(chain, key.privateKey()));
        IllegalStateException again = assertThrows(
                IllegalStateException.class, () -> client.inTransaction(tx -> tx.mlsInitX509(chain, key.privateKey())));
        assertTrue(again.getMessage().contains("saveX509Credential"));
        CertificateChain bobs = world.authority.issue(
                TestClients.request(TestClients.BOB), key.subjectPublicKey(), world.now, Duration.ofDays(90));
        MlsException refused = assertThrows(
                MlsException.class, () -> client.inTransaction(tx -> tx.addX509Credential(bobs, key.privateKey())));
        assertEquals(ErrorCode.WRONG_CREDENTIAL, refused.code());
        assertEquals(1, client.credentials().size());
    }
}
