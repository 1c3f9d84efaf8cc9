package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.error.CrlRejectedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.trust.RegisteredCrl;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustRefresh;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.trust.CrlValidators;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Refreshing trust, list by list")
class RefreshConditionsTest extends RefreshFixture {
    private static final TrustSourceConfig ALL = CONFIG.withAllCrlsFetched(true);
    private static final Optional<CrlValidators> TAG =
            Optional.of(new CrlValidators(Optional.of("\"v1\""), Optional.empty()));

    @BeforeEach
    void enrolled() {
        enroll();
        source.validators = TAG;
    }

    private Optional<CrlValidators> lastCondition() {
        return source.conditions.get(source.conditions.size() - 1);
    }

    @Test
    @DisplayName("asks for what is due only, or for all that is known, registered by hand too")
    void all() {
        URI byHand = URI.create("http://by.hand.example/crl");
        client.trust().refresh(CONFIG);
        client.inTransaction(tx -> tx.e2eiRegisterCrl(byHand, world.authority.crl(0, world.now)));
        assertEquals(List.of(), lists(client.trust().refresh(CONFIG)));
        source.lists.put(byHand, () -> world.authority.crl(0, world.now).toByteArray());
        int revoked = world.authority.lastSerial();
        source.lists.put(POINT, () -> world.authority.crl(revoked, world.now).toByteArray());
        TrustRefresh refreshed = client.trust().refresh(ALL);
        assertEquals(Set.of(POINT, byHand), Set.copyOf(lists(refreshed)));
        assertTrue(list(refreshed, POINT).crl().orElseThrow().dirty());
        assertEquals(
                List.of(TestClients.ALICE),
                list(refreshed, POINT).crl().orElseThrow().changedIdentities());
        assertTrue(refreshed.dirty());
    }

    @Test
    @DisplayName("tells the source what came with the list in force, and takes \"unchanged\" for that list")
    void unchanged() {
        client.trust().refresh(CONFIG);
        assertEquals(Optional.empty(), lastCondition());
        List<RegisteredCrl> before = client.trust().crls();
        source.unchanged = true;
        TrustRefresh refreshed = client.trust().refresh(ALL);
        assertEquals(TAG, lastCondition());
        TrustOutcome outcome = list(refreshed, POINT);
        assertTrue(outcome.unchanged());
        assertEquals(0, outcome.registered());
        assertEquals(List.of(), refreshed.failures());
        assertFalse(refreshed.dirty());
        assertEquals(before, client.trust().crls());
        world.now = world.now.plus(Duration.ofDays(8));
        TrustRefresh overdue = client.trust().refresh(CONFIG);
        assertTrue(list(overdue, POINT).unchanged());
        assertEquals(Optional.empty(), overdue.nextDue(), "nobody is sent round in circles");
        assertEquals(Set.of(POINT), client.trust().dueCrlDistributionPoints(), "it is as old as it was");
    }

    @Test
    @DisplayName("does not take \"unchanged\" for a list where none is registered")
    void unasked() {
        source.unchanged = true;
        TrustRefresh refreshed = client.trust().refresh(CONFIG);
        assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, code(list(refreshed, POINT)));
        assertEquals(List.of(), client.trust().crls());
        assertEquals(Set.of(POINT), client.trust().dueCrlDistributionPoints());
    }

    @Test
    @DisplayName("asks without condition where the list was refused, or another one has come in since")
    void otherList() {
        source.lists.put(POINT, () -> new byte[] {0x30, 0});
        assertEquals(ErrorCode.CERTIFICATE_MALFORMED, code(list(client.trust().refresh(CONFIG), POINT)));
        source.lists.put(POINT, () -> world.authority.crl(0, world.now).toByteArray());
        client.trust().refresh(CONFIG);
        assertEquals(Optional.empty(), lastCondition(), "nothing came in before");
        client.inTransaction(tx -> tx.e2eiRegisterCrl(POINT, world.authority.crl(0, world.now)));
        client.trust().refresh(ALL);
        assertEquals(Optional.empty(), lastCondition(), "the tag is another list's");
    }

    @Test
    @DisplayName("refuses \"unchanged\" where another list came in while the server was asked")
    void race() {
        client.trust().refresh(CONFIG);
        source.unchanged = true;
        Bytes newer = world.authority.crl(world.authority.lastSerial(), world.now);
        source.lists.put(POINT, () -> {
            client.inTransaction(tx -> tx.e2eiRegisterCrl(POINT, newer));
            return new byte[0];
        });
        TrustRefresh refreshed = client.trust().refresh(ALL);
        assertEquals(TAG, lastCondition());
        assertEquals(ErrorCode.TRUST_SOURCE_REFUSED, code(list(refreshed, POINT)));
        assertEquals(1, client.trust().crls().get(0).entries());
    }

    @Test
    @DisplayName("refuses another issuer's list, which does not make the point less due, and still takes the right one")
    void otherIssuer() {
        TestAuthority other = new TestAuthority(world.crypto, "Other", world.now);
        client.inTransaction(tx -> {
            tx.e2eiRegisterTrustAnchor(other.rootPem());
            tx.e2eiRegisterIntermediateCa(other.intermediatePem());
        });
        source.lists.put(POINT, () -> other.crl(0, world.now).toByteArray());
        assertEquals(
                CrlRejectedException.Reason.OTHER_ISSUER,
                reason(list(client.trust().refresh(CONFIG), POINT)));
        assertEquals(List.of(), client.trust().crls());
        client.inTransaction(tx -> tx.e2eiRegisterCrl(POINT, other.crl(0, world.now)));
        assertEquals(Set.of(POINT), client.trust().dueCrlDistributionPoints(), "by hand it is the host's decision");
        source.lists.put(POINT, () -> world.authority.crl(0, world.now).toByteArray());
        assertEquals(1, list(client.trust().refresh(CONFIG), POINT).registered());
        assertEquals(Set.of(), client.trust().dueCrlDistributionPoints());
    }

    @Test
    @DisplayName("keeps the list in force where the next one is older, of changes only, of a stranger, or none at all")
    void wrongLists() {
        Bytes older = world.authority.crl(0, world.now);
        int revoked = world.authority.lastSerial();
        source.lists.put(POINT, () -> world.authority.crl(revoked, world.now).toByteArray());
        client.trust().refresh(CONFIG);
        List<RegisteredCrl> inForce = client.trust().crls();
        Bytes delta = world.authority.deltaCrl(world.now);
        Bytes strange = new TestAuthority(world.crypto, "Stranger", world.now).crl(0, world.now);
        Map<CrlRejectedException.Reason, Bytes> wrong = Map.of(
                CrlRejectedException.Reason.OLDER_THAN_KNOWN, older,
                CrlRejectedException.Reason.DELTA, delta,
                CrlRejectedException.Reason.UNKNOWN_ISSUER, strange);
        wrong.forEach((reason, list) -> {
            source.lists.put(POINT, list::toByteArray);
            TrustRefresh refreshed = client.trust().refresh(ALL);
            assertEquals(reason, reason(list(refreshed, POINT)));
            assertFalse(refreshed.dirty());
            assertEquals(inForce, client.trust().crls());
        });
        source.lists.put(POINT, () -> Bytes.ofUtf8("<html>").toByteArray());
        assertEquals(ErrorCode.CERTIFICATE_MALFORMED, code(list(client.trust().refresh(ALL), POINT)));
        assertEquals(inForce, client.trust().crls());
    }

    private static CrlRejectedException.Reason reason(TrustOutcome outcome) {
        return ((CrlRejectedException) outcome.failure().orElseThrow()).reason();
    }

    @Test
    @DisplayName("remembers conditions by the place that was asked, and no longer than the client is open")
    void places() {
        client.trust().refresh(CONFIG);
        client.trust().refresh(ALL.withCrlProxy(URI.create("https://proxy.example/")));
        assertEquals(Optional.empty(), lastCondition(), "the proxy has said nothing yet");
        client.trust().refresh(ALL.withCrlProxy(URI.create("https://proxy.example/")));
        assertEquals(TAG, lastCondition());
        try (E2eiClient other = open()) {
            other.trust().refresh(CONFIG);
            other.inTransaction(tx -> {
                tx.e2eiRegisterIntermediateCa(world.authority.intermediatePem());
                tx.e2eiRegisterCrl(POINT, world.authority.crl(0, world.now));
            });
            other.trust().refresh(ALL);
            assertEquals(Optional.empty(), lastCondition());
        }
    }

    @Test
    @DisplayName("asks for known lists first, then what trusted certificates name, strangers' points last")
    void order() {
        TestAuthority other = new TestAuthority(world.crypto, "Other", world.now);
        client.inTransaction(tx -> tx.trust().replaceAnchors(List.of(other.root())));
        URI trusted = URI.create("http://trusted.example/crl");
        source.federation.add(
                other.authorityNaming(world.now, trusted.toString()).toByteArray());
        source.lists.clear();
        TrustSourceConfig noRoots = CONFIG.withRootsRegistered(false);
        assertEquals(List.of(trusted, POINT), lists(client.trust().refresh(noRoots)));
        URI known = URI.create("http://known.example/crl");
        client.inTransaction(tx -> {
            tx.e2eiRegisterIntermediateCa(other.intermediatePem());
            tx.e2eiRegisterCrl(known, other.crl(0, world.now));
        });
        assertEquals(List.of(known, trusted, POINT), lists(client.trust().refresh(noRoots.withAllCrlsFetched(true))));
    }
}
