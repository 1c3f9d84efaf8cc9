package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.api.error.StorageException;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A transaction")
class TransactionTest {
    private final TestClients world = new TestClients();
    private final E2eiClient client = world.builder(1).open();

    @AfterEach
    void close() {
        client.close();
    }

    private static List<CredentialRef> init(E2eiTransaction tx) {
        return tx.mlsInit(TestClients.ALICE, List.of(TestClients.SUITE1, TestClients.SUITE2));
    }

    @Test
    @DisplayName("in callback form commits when the callback returns, and hands out its result")
    void callbackCommits() {
        List<CredentialRef> refs = client.transaction(TransactionTest::init);
        assertEquals(refs, client.credentials());
        assertEquals(2, refs.size());
        assertEquals(CredentialType.Basic, refs.get(0).type());
        assertEquals(TestClients.SUITE2, refs.get(1).ciphersuite());
        assertEquals(32, refs.get(0).publicKeyHash().size());
    }

    @Test
    @DisplayName("in callback form rolls back when the callback throws, with that exception")
    void callbackRollsBack() {
        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> client.inTransaction(tx -> {
                    init(tx);
                    throw new IllegalArgumentException("planted");
                }));
        assertEquals("planted", thrown.getMessage());
        assertEquals(List.of(), client.credentials());
        client.inTransaction(TransactionTest::init);
    }

    @Test
    @DisplayName("shows its writes to itself, and to others from finish on")
    void isolation() {
        try (E2eiTransaction tx = client.newTransaction()) {
            init(tx);
            assertEquals(2, tx.credentials().size());
            assertFalse(tx.e2eiIsEnabled(TestClients.SUITE1));
            assertEquals(List.of(), client.credentials());
            assertThrows(MlsException.class, () -> client.e2eiIsEnabled(TestClients.SUITE1));
            tx.finish();
        }
        assertEquals(2, client.credentials().size());
        assertFalse(client.e2eiIsEnabled(TestClients.SUITE1));
    }

    @Test
    @DisplayName("that is aborted, or closed without finish, leaves nothing, not in memory either")
    void abort() {
        try (E2eiTransaction tx = client.newTransaction()) {
            tx.e2eiRegisterTrustAnchor(world.authority.rootPem());
            init(tx);
            assertTrue(tx.e2eiIsPkiEnvSetup());
            assertEquals(1, tx.trust().anchors().size());
            tx.abort();
        }
        try (E2eiTransaction tx = client.newTransaction()) {
            assertFalse(tx.e2eiIsPkiEnvSetup());
            tx.e2eiRegisterTrustAnchor(world.authority.rootPem());
        }
        assertFalse(client.e2eiIsPkiEnvSetup());
        assertEquals(List.of(), client.trust().anchors());
        assertEquals(List.of(), client.credentials());
    }

    @Test
    @DisplayName("is of no more use after finish, abort or close; closing again does nothing")
    void afterTheEnd() {
        E2eiTransaction finished = client.newTransaction();
        finished.finish();
        E2eiTransaction aborted = client.newTransaction();
        aborted.abort();
        E2eiTransaction closed = client.newTransaction();
        closed.close();
        for (E2eiTransaction tx : List.of(finished, aborted, closed)) {
            assertThrows(IllegalStateException.class, tx::finish);
            assertThrows(IllegalStateException.class, tx::abort);
            assertThrows(IllegalStateException.class, tx::credentials);
            assertThrows(IllegalStateException.class, tx::trust);
            assertThrows(IllegalStateException.class, () -> init(tx));
            assertThrows(IllegalStateException.class, () -> tx.e2eiRegisterTrustAnchor(""));
            assertThrows(
                    IllegalStateException.class, () -> tx.e2eiNewEnrollment(TestClients.request(TestClients.ALICE)));
            tx.close();
        }
    }

    @Test
    @DisplayName("belongs to the thread that began it")
    void foreignThread() {
        try (E2eiTransaction tx = client.newTransaction()) {
            for (Runnable call : List.<Runnable>of(tx::credentials, tx::finish, tx::abort, tx::close, () -> init(tx))) {
                CompletionException refused = assertThrows(
                        CompletionException.class,
                        () -> CompletableFuture.runAsync(call).join());
                assertEquals(IllegalStateException.class, refused.getCause().getClass());
            }
            init(tx);
            tx.finish();
        }
    }

    @Test
    @DisplayName("waits for another thread's writer, up to the limit, and says so")
    void otherWriter() {
        try (E2eiTransaction tx = client.newTransaction()) {
            init(tx);
            CompletionException refused = assertThrows(
                    CompletionException.class,
                    () -> CompletableFuture.runAsync(() -> client.inTransaction(TransactionTest::init))
                            .join());
            StorageException locked = (StorageException) refused.getCause();
            assertEquals(ErrorCode.STORAGE_LOCKED, locked.code());
            assertTrue(locked.retryable());
            tx.finish();
        }
        assertEquals(2, client.credentials().size());
    }

    @Test
    @DisplayName("that waited for another sees what that one wrote: two first initialisations do not both succeed")
    void readsAgain() {
        try (E2eiTransaction late = client.newTransaction()) {
            assertEquals(List.of(), late.credentials());
            CompletableFuture.runAsync(() -> client.inTransaction(TransactionTest::init))
                    .join();
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> init(late));
            assertTrue(refused.getMessage().contains("saveX509Credential"));
        }
        assertEquals(2, client.credentials().size());
    }

    @Test
    @DisplayName("beside another of the same thread may read; writing in both is refused instead of waiting for ever")
    void nested() {
        try (E2eiTransaction outer = client.newTransaction()) {
            init(outer);
            try (E2eiTransaction inner = client.newTransaction()) {
                assertEquals(List.of(), inner.credentials());
                assertThrows(IllegalStateException.class, () -> init(inner));
            }
            outer.finish();
        }
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(world.authority.rootPem()));
    }

    @Test
    @DisplayName("initialises MLS once, with at least one suite, each suite once")
    void mlsInit() {
        assertThrows(
                IllegalArgumentException.class,
                () -> client.inTransaction(tx -> tx.mlsInit(TestClients.ALICE, List.of())));
        client.inTransaction(tx -> tx.mlsInit(TestClients.ALICE, List.of(TestClients.SUITE1, TestClients.SUITE1)));
        assertEquals(1, client.credentials().size());
        assertThrows(IllegalStateException.class, () -> client.inTransaction(TransactionTest::init));
        assertEquals(
                ErrorCode.CREDENTIAL_NOT_FOUND,
                assertThrows(MlsException.class, () -> client.e2eiIsEnabled(TestClients.SUITE2))
                        .code());
    }

    @Test
    @DisplayName("before MLS is initialised, whether it is enabled is an error")
    void notInitialised() {
        assertEquals(
                ErrorCode.MLS_NOT_INITIALIZED,
                assertThrows(MlsException.class, () -> client.e2eiIsEnabled(TestClients.SUITE1))
                        .code());
        assertEquals(
                ErrorCode.MLS_NOT_INITIALIZED,
                assertThrows(MlsException.class, () -> client.transaction(tx -> tx.e2eiIsEnabled(TestClients.SUITE1)))
                        .code());
    }

    @Test
    @DisplayName("stores each credential at an instant of its own, also when the clock stands still or goes back")
    void instants() {
        List<Ciphersuite> suites = Ciphersuite.enrollable();
        List<CredentialRef> refs = client.transaction(tx -> tx.mlsInit(TestClients.ALICE, suites));
        assertEquals(
                suites.size(),
                new HashSet<>(refs.stream().map(CredentialRef::created).toList()).size());
        assertEquals(refs, client.credentials(), "oldest first");
    }

    @Test
    @DisplayName("is not begun by a client that has been closed; open ones end with it")
    void closedClient() {
        E2eiClient other = world.builder(2).open();
        E2eiTransaction left = other.newTransaction();
        init(left);
        other.close();
        other.close();
        assertThrows(IllegalStateException.class, other::newTransaction);
        assertThrows(IllegalStateException.class, other::credentials);
        assertThrows(IllegalStateException.class, other::trust);
        assertThrows(IllegalStateException.class, left::finish);
    }
}
