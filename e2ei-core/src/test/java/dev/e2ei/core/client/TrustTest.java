package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.credential.NewCrlDistributionPoints;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.PkiException;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.trust.AnchorChanges;
import dev.e2ei.api.trust.CrlRegistration;
import dev.e2ei.api.trust.TrustAnchor;
import dev.e2ei.core.store.memory.MemoryStorageProvider;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a client trusts")
class TrustTest {
    private static final URI CRL = URI.create(TestAuthority.CRL_URL);

    private final TestClients world = new TestClients();
    private final TestAuthority other = new TestAuthority(world.crypto, "Other", TestClients.START);
    private final FailingStorage storage =
            new FailingStorage(new MemoryStorageProvider().open(new StorageConfig("test", Optional.empty(), Map.of())));

    private E2eiClient open(StorageEngine engine) {
        return world.builder(1).storageProvider(new TestClients.Keeping(engine)).open();
    }

    private static List<Bytes> anchors(E2eiClient client) {
        return client.trust().anchors().stream().map(TrustAnchor::certificate).toList();
    }

    @Test
    @DisplayName("is kept over a restart, in its order, and registering again changes nothing")
    void persistence() {
        E2eiClient client = open(storage);
        client.inTransaction(tx -> {
            tx.e2eiRegisterTrustAnchor(other.rootPem());
            tx.e2eiRegisterTrustAnchor(world.authority.rootPem());
            tx.e2eiRegisterTrustAnchor(other.rootPem());
            assertTrue(tx.e2eiRegisterIntermediateCa(world.authority.intermediatePem())
                    .isEmpty());
            assertTrue(
                    tx.e2eiRegisterCrl(CRL, world.authority.crl(77, world.now)).dirty());
        });
        client.close();
        E2eiClient again = open(storage);
        assertEquals(List.of(other.root(), world.authority.root()), anchors(again));
        assertEquals(1, again.trust().crls().size());
        assertEquals(CRL, again.trust().crls().get(0).distributionPoint());
        assertEquals(1, again.trust().crls().get(0).entries());
    }

    @Test
    @DisplayName("is replaced as a whole, with the difference reported; by itself it changes nothing")
    void replaceAnchors() {
        E2eiClient client = open(storage);
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
        AnchorChanges same = client.transaction(tx -> tx.trust().replaceAnchors(List.of(world.authority.root())));
        assertEquals(List.of(), same.added());
        assertEquals(List.of(), same.removed());
        assertEquals(1, same.kept().size());
        AnchorChanges swapped = client.transaction(tx -> tx.trust().replaceAnchors(List.of(other.root())));
        assertEquals(other.root(), swapped.added().get(0).certificate());
        assertEquals(world.authority.root(), swapped.removed().get(0).certificate());
        assertEquals(List.of(other.root()), anchors(client));
        Bytes fingerprint = swapped.added().get(0).fingerprint();
        client.inTransaction(tx -> assertTrue(tx.trust().removeAnchor(fingerprint)));
        client.inTransaction(tx -> assertFalse(tx.trust().removeAnchor(fingerprint)));
        assertFalse(client.e2eiIsPkiEnvSetup());
    }

    @Test
    @DisplayName("does not change when one of several new roots is none")
    void replaceIsAtomic() {
        E2eiClient client = open(storage);
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
        Bytes noRoot =
                client.transaction(tx -> tx.parseChain(other.intermediatePem()).leaf());
        client.inTransaction(tx -> {
            assertThrows(PkiException.class, () -> tx.trust().replaceAnchors(List.of(other.root(), noRoot)));
            assertEquals(1, tx.trust().anchors().size(), "nothing is changed in the transaction either");
        });
        assertEquals(List.of(world.authority.root()), anchors(client));
    }

    @Test
    @DisplayName("takes as an anchor only a self-signed authority that is valid now, and only one at a time")
    void anchorRules() {
        E2eiClient client = open(storage);
        for (String bad :
                List.of("", "no PEM", world.authority.intermediatePem(), other.rootPem() + world.authority.rootPem())) {
            assertThrows(PkiException.class, () -> client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(bad)));
        }
        world.now = TestClients.START.plus(Duration.ofDays(4000));
        assertThrows(
                PkiException.class,
                () -> client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem())));
        assertFalse(client.e2eiIsPkiEnvSetup());
    }

    @Test
    @DisplayName(
            "takes as an intermediate only what an anchor vouches for, after there is an anchor; roots are passed over")
    void intermediateRules() {
        E2eiClient client = open(storage);
        assertThrows(
                TrustNotConfiguredException.class,
                () -> client.inTransaction(tx -> tx.e2eiRegisterIntermediateCa(world.authority.intermediatePem())));
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
        assertEquals(
                ErrorCode.PATH_REJECTED,
                assertThrows(
                                PkiException.class,
                                () -> client.inTransaction(
                                        tx -> tx.e2eiRegisterIntermediateCa(other.intermediatePem())))
                        .code());
        NewCrlDistributionPoints none =
                client.transaction(tx -> tx.e2eiRegisterIntermediateCa(world.authority.rootPem()));
        assertTrue(none.isEmpty());
        client.inTransaction(tx -> tx.e2eiRegisterIntermediateCa(world.authority.intermediatePem()));
    }

    @Test
    @DisplayName("takes a revocation list of a known issuer that is not older than the one in force")
    void crls() {
        E2eiClient client = open(storage);
        assertThrows(
                TrustNotConfiguredException.class,
                () -> client.inTransaction(tx -> tx.e2eiRegisterCrl(CRL, world.authority.crl(0, world.now))));
        client.inTransaction(tx -> {
            tx.e2eiRegisterTrustAnchor(world.authority.rootPem());
            tx.e2eiRegisterIntermediateCa(world.authority.intermediatePem());
        });
        Bytes first = world.authority.crl(0, world.now);
        Bytes second = world.authority.crl(77, world.now);
        CrlRegistration newer = client.transaction(tx -> tx.e2eiRegisterCrl(CRL, second));
        assertTrue(newer.dirty());
        assertEquals(Optional.of(world.now.plus(Duration.ofDays(7))), newer.expiration());
        for (Bytes bad : List.of(first, other.crl(0, world.now), Bytes.ofUtf8("no list"))) {
            assertThrows(PkiException.class, () -> client.inTransaction(tx -> tx.e2eiRegisterCrl(CRL, bad)));
        }
        assertEquals(1, client.trust().crls().get(0).entries());
        assertFalse(client.transaction(tx -> tx.e2eiRegisterCrl(CRL, second)).dirty());
    }

    @Test
    @DisplayName("is the same in memory and in the store after a failure at any write, and the same call succeeds then")
    void everyFailingWrite() {
        int failures = 0;
        for (int k = 1; k < 100; k++) {
            FailingStorage engine = new FailingStorage(
                    new MemoryStorageProvider().open(new StorageConfig("test", Optional.empty(), Map.of())));
            E2eiClient client = open(engine);
            client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(other.rootPem()));
            engine.failAt(k);
            boolean failed = false;
            try {
                change(client);
            } catch (StorageException e) {
                assertEquals(ErrorCode.STORAGE_FULL, e.code());
                failed = true;
                failures++;
                E2eiClient fresh = open(engine);
                assertEquals(List.of(other.root()), anchors(client), "write " + k);
                assertEquals(anchors(fresh), anchors(client));
                assertEquals(fresh.trust().crls(), client.trust().crls());
                assertEquals(List.of(), client.credentials());
                change(client);
            }
            E2eiClient fresh = open(engine);
            assertEquals(List.of(world.authority.root()), anchors(client));
            assertEquals(anchors(fresh), anchors(client));
            assertEquals(1, client.trust().crls().size());
            assertEquals(fresh.credentials(), client.credentials());
            assertEquals(1, client.credentials().size());
            if (!failed) {
                break;
            }
        }
        assertTrue(failures >= 8, failures + " writes");
    }

    private void change(E2eiClient client) {
        client.inTransaction(tx -> {
            tx.trust().replaceAnchors(List.of(world.authority.root()));
            tx.e2eiRegisterIntermediateCa(world.authority.intermediatePem());
            tx.e2eiRegisterCrl(CRL, world.authority.crl(77, world.now));
            tx.mlsInit(TestClients.ALICE, List.of(TestClients.SUITE1));
        });
    }

    @Test
    @DisplayName("is read again when another client changed the same store")
    void anotherProcess() {
        E2eiClient one = open(storage);
        E2eiClient two = open(storage);
        assertFalse(two.e2eiIsPkiEnvSetup());
        one.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
        assertTrue(two.e2eiIsPkiEnvSetup());
        two.inTransaction(tx -> tx.trust().replaceAnchors(List.of()));
        assertFalse(one.e2eiIsPkiEnvSetup());
    }
}
