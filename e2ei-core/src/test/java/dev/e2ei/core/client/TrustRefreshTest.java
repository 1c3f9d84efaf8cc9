package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Refreshing trust")
class TrustRefreshTest {
    private static final TrustSourceConfig CONFIG =
            TrustSourceConfig.of(URI.create("https://ca.example/acme/wire/directory"));
    private static final URI POINT = URI.create(TestAuthority.CRL_URL);

    private final TestClients world = new TestClients();
    private final PlantedTrustSource source = new PlantedTrustSource();
    private final E2eiClient client = world.builder(1)
            .trustSourceProvider(source)
            .acmeTransportProvider(PlantedTrustSource.NO_TRANSPORT)
            .open();
    private final SignatureKey key = SignatureKey.generate(
            world.crypto.forCiphersuite(TestClients.SUITE1).orElseThrow());

    @BeforeEach
    void serve() {
        source.roots.add(world.authority.root().toByteArray());
        source.lists.put(POINT, () -> world.authority.crl(0, world.now).toByteArray());
    }

    @AfterEach
    void close() {
        key.close();
        client.close();
    }

    private int enroll() {
        CertificateChain chain = world.authority.issue(
                TestClients.request(TestClients.ALICE), key.subjectPublicKey(), world.now, Duration.ofDays(90));
        client.inTransaction(tx -> tx.mlsInitX509(chain, key.privateKey()));
        return world.authority.lastSerial();
    }

    @Test
    @DisplayName("registers roots and authorities, and each due list once, until its next one is due")
    void rounds() {
        TrustRefresh first = client.trust().refresh(CONFIG);
        assertEquals(Set.of("roots", "federation"), Set.copyOf(source.asked));
        assertEquals(List.of(), first.failures());
        assertTrue(first.dirty());
        assertEquals(1, first.outcomes().get(0).registered());
        assertEquals(Optional.empty(), first.nextDue());
        int serial = enroll();
        assertEquals(Set.of(POINT), client.trust().dueCrlDistributionPoints());
        source.asked.clear();
        TrustRefresh second = client.trust().refresh(CONFIG);
        assertEquals(
                List.of(TrustOutcome.Kind.ROOTS, TrustOutcome.Kind.FEDERATION, TrustOutcome.Kind.CRL),
                second.outcomes().stream().map(TrustOutcome::kind).toList());
        assertEquals(3, source.asked.size());
        assertEquals(POINT.toString(), source.asked.get(2));
        assertFalse(second.dirty());
        assertEquals(Optional.of(world.now.plus(Duration.ofDays(7))), second.nextDue());
        assertEquals(Set.of(), client.trust().dueCrlDistributionPoints());
        source.lists.put(POINT, () -> world.authority.crl(serial, world.now).toByteArray());
        world.now = world.now.plus(Duration.ofDays(7));
        assertEquals(Set.of(POINT), client.trust().dueCrlDistributionPoints());
        TrustRefresh third = client.trust().refresh(CONFIG);
        assertTrue(third.dirty());
        assertEquals(
                List.of(TestClients.ALICE),
                third.outcomes().get(2).crl().orElseThrow().changedIdentities());
    }

    @Test
    @DisplayName("goes on where one point fails, and says what failed")
    void isolated() {
        client.trust().refresh(CONFIG);
        enroll();
        source.lists.clear();
        TestAuthority other = new TestAuthority(world.crypto, "Other", world.now);
        source.federation.add(
                other.issue(TestClients.request(TestClients.BOB), key.subjectPublicKey(), world.now, Duration.ofDays(9))
                        .issuers()
                        .get(0)
                        .toByteArray());
        source.federation.add(other.root().toByteArray());
        source.federation.add(new byte[] {1, 2, 3});
        source.roots.add(other.root().toByteArray());
        TrustRefresh refresh = client.trust().refresh(CONFIG.withRootsRegistered(false));
        assertEquals(
                List.of(TrustOutcome.Kind.FEDERATION, TrustOutcome.Kind.CRL),
                refresh.failures().stream().map(TrustOutcome::kind).toList());
        assertEquals(ErrorCode.PATH_REJECTED, code(refresh.failures().get(0)));
        assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, code(refresh.failures().get(1)));
        source.lists.put(POINT, () -> new byte[] {9});
        TrustRefresh again = client.trust().refresh(CONFIG);
        assertEquals(2, client.trust().anchors().size());
        assertEquals(1, again.outcomes().get(1).registered(), "with the other root there is a path");
        assertEquals(ErrorCode.CERTIFICATE_MALFORMED, code(again.failures().get(0)));
        assertEquals(ErrorCode.CERTIFICATE_MALFORMED, code(again.failures().get(1)));
        source.lists.put(POINT, () -> {
            throw new ArrayIndexOutOfBoundsException("planted");
        });
        assertEquals(
                ErrorCode.PROVIDER_FAILED,
                code(client.trust().refresh(CONFIG).failures().get(1)));
    }

    private static ErrorCode code(TrustOutcome outcome) {
        return outcome.failure().orElseThrow().code();
    }

    @Test
    @DisplayName("holds no lock while it fetches, and is refused inside a transaction that has written")
    void locks() {
        client.trust().refresh(CONFIG);
        enroll();
        source.lists.put(POINT, () -> {
            client.inTransaction(tx -> tx.e2eiRegisterIntermediateCa(world.authority.intermediatePem()));
            return world.authority.crl(0, world.now).toByteArray();
        });
        assertEquals(List.of(), client.trust().refresh(CONFIG).failures());
        try (E2eiTransaction tx = client.newTransaction()) {
            tx.removeExpiredKeyPackages();
            IllegalStateException refused = assertThrows(
                    IllegalStateException.class, () -> client.trust().refresh(CONFIG));
            assertTrue(refused.getMessage().contains("refresh"));
        }
    }

    @Test
    @DisplayName("without a provider says which one is missing")
    void noProvider() {
        try (E2eiClient bare = world.builder(2).open()) {
            ProviderException missing =
                    assertThrows(ProviderException.class, () -> bare.trust().refresh(CONFIG));
            assertEquals(ErrorCode.PROVIDER_MISSING, missing.code());
        }
    }
}
