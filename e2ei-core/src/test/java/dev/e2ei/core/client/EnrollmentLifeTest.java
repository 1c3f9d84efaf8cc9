package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.TrustNotConfiguredException;
import dev.e2ei.api.trust.CertificateChain;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An enrollment")
class EnrollmentLifeTest {
    private final TestClients world = new TestClients();
    private final E2eiClient client = world.open();

    @AfterEach
    void close() {
        client.close();
    }

    private E2eiEnrollment begin() {
        return client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("gives a certificate that has passed all checks, and remembers it")
    void acquires() {
        E2eiEnrollment enrollment = begin();
        assertTrue(enrollment.issued().isEmpty());
        IssuedCertificate issued = enrollment.acquire(TestClients.hooks());
        assertEquals(TestClients.NAME, issued.identity().displayName());
        assertEquals(2, issued.chain().certificates().size());
        assertEquals(issued, enrollment.issued().orElseThrow());
        assertEquals(
                TestClients.request(TestClients.ALICE).toString(),
                enrollment.request().toString());
    }

    @Test
    @DisplayName("asks for trust before anything is sent")
    void trustFirst() {
        client.inTransaction(tx -> tx.trust().replaceAnchors(List.of()));
        E2eiEnrollment enrollment = begin();
        world.protocol.beforeIssuing = context -> {
            throw new IllegalStateException("too late");
        };
        assertThrows(TrustNotConfiguredException.class, () -> enrollment.acquire(TestClients.hooks()));
    }

    @Test
    @DisplayName("needs the address of the directory for acquire")
    void directory() {
        EnrollmentRequest without = EnrollmentRequest.builder()
                .clientId(TestClients.ALICE)
                .displayName(TestClients.NAME)
                .handle("alice.q")
                .expiry(Duration.ofDays(1))
                .ciphersuite(TestClients.SUITE1)
                .build();
        E2eiEnrollment enrollment = client.e2eiNewEnrollment(without);
        assertThrows(IllegalStateException.class, () -> enrollment.acquire(TestClients.hooks()));
    }

    @Test
    @DisplayName("says so when its protocol has no single steps")
    void noSteps() {
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> begin().newAccountRequest("nonce"));
        assertTrue(refused.getMessage().contains("acquire"));
    }

    @Test
    @DisplayName("does not talk to servers while its thread's transaction has written, and says what to do")
    void noNetworkUnderTheLock() {
        E2eiEnrollment enrollment = begin();
        try (E2eiTransaction tx = client.newTransaction()) {
            assertEquals(List.of(), tx.credentials());
            enrollment.acquire(TestClients.hooks());
            tx.trust().replaceAnchors(List.of(world.authority.root()));
            IllegalStateException refused =
                    assertThrows(IllegalStateException.class, () -> enrollment.acquire(TestClients.hooks()));
            assertTrue(refused.getMessage().contains("finish or abort"), refused.getMessage());
            CertificateChain chain = enrollment.issued().orElseThrow().chain();
            assertThrows(IllegalStateException.class, () -> enrollment.revoke(chain, RevocationReason.UNSPECIFIED));
        }
        enrollment.acquire(TestClients.hooks());
    }

    @Test
    @DisplayName("may be handed over to another thread, but not used by two at once, nor from its own hooks")
    void oneThreadAtATime() throws Exception {
        E2eiEnrollment enrollment = begin();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        world.protocol.beforeIssuing = context -> {
            assertThrows(IllegalStateException.class, enrollment::snapshot);
            inside.countDown();
            await(goOn);
        };
        CompletableFuture<IssuedCertificate> other =
                CompletableFuture.supplyAsync(() -> enrollment.acquire(TestClients.hooks()));
        await(inside);
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> enrollment.acquire(TestClients.hooks()));
        assertTrue(refused.getMessage().contains("another thread"));
        assertThrows(IllegalStateException.class, enrollment::snapshot);
        assertThrows(IllegalStateException.class, () -> enrollment.newAccountRequest("nonce"));
        goOn.countDown();
        other.get(30, TimeUnit.SECONDS);
        assertFalse(enrollment.snapshot().isEmpty(), "handed over");
    }

    @Test
    @DisplayName("that is closed wipes its keys, ends whoever is inside with an error, and can be closed again")
    void closing() throws Exception {
        E2eiEnrollment enrollment = begin();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        world.protocol.beforeIssuing = context -> {
            inside.countDown();
            await(goOn);
        };
        CompletableFuture<IssuedCertificate> other =
                CompletableFuture.supplyAsync(() -> enrollment.acquire(TestClients.hooks()));
        await(inside);
        enrollment.close();
        PlantedProtocol.PlantedSession session = world.protocol.sessions.get(0);
        assertFalse(session.closed, "somebody is still inside");
        assertThrows(IllegalStateException.class, () -> session.context.keys().signWithAccountKey(new byte[1]));
        goOn.countDown();
        ExecutionException ended = assertThrows(ExecutionException.class, () -> other.get(30, TimeUnit.SECONDS));
        assertEquals("this enrollment was closed meanwhile", ended.getCause().getMessage());
        assertTrue(session.closed);
        enrollment.close();
        for (Runnable call : List.<Runnable>of(
                enrollment::snapshot,
                () -> enrollment.acquire(TestClients.hooks()),
                () -> enrollment.newAccountRequest("nonce"))) {
            assertThrows(IllegalStateException.class, call::run);
        }
    }

    @Test
    @DisplayName("ends with its client")
    void clientCloses() {
        E2eiClient other = world.open();
        E2eiEnrollment enrollment = other.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
        other.close();
        PlantedProtocol.PlantedSession session = world.protocol.sessions.get(0);
        assertTrue(session.closed);
        assertThrows(IllegalStateException.class, enrollment::snapshot);
        assertThrows(IllegalStateException.class, () -> session.context.keys().certificateRequest());
    }

    @Test
    @DisplayName("outlives the transaction that began it, committed or not")
    void outlivesItsTransaction() {
        E2eiTransaction tx = client.newTransaction();
        E2eiEnrollment enrollment = tx.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
        tx.abort();
        enrollment.acquire(TestClients.hooks());
    }

    @Test
    @DisplayName("has keys that no other enrollment has")
    void freshKeys() {
        begin();
        begin();
        var one = world.protocol.sessions.get(0).context.keys();
        var other = world.protocol.sessions.get(1).context.keys();
        assertFalse(one.accountThumbprint().equals(other.accountThumbprint()));
        assertEquals(43, one.accountThumbprint().length());
        assertEquals(64, one.signWithAccountKey(new byte[] {1}).length);
        assertFalse(Bytes.of(one.certificateRequest()).equals(Bytes.of(other.certificateRequest())));
    }
}
