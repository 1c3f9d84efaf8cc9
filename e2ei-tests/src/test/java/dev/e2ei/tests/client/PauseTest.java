package dev.e2ei.tests.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.Secret;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.error.E2eiException;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.api.error.SnapshotRejectedException.Reason;
import dev.e2ei.testkit.StackUser;
import dev.e2ei.testkit.WireStack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An enrollment that is paused at the login")
class PauseTest {
    private static final Ciphersuite SUITE2 = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;

    private WireStack stack;
    private StackUser alice;

    @BeforeEach
    void start() {
        stack = WireStack.start();
        alice = stack.user("alice.pause", "Alice");
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    private E2eiClient open(int key) {
        byte[] octets = new byte[32];
        octets[0] = (byte) key;
        try (Secret secret = Secret.take(octets)) {
            E2eiClient client = stack.clientBuilder().databaseKey(secret).open();
            client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(stack.trustAnchorPem()));
            return client;
        }
    }

    /** Hooks whose browser cannot be opened, and that collect the checkpoints. */
    private EnrollmentHooks interrupted(List<Bytes> checkpoints) {
        EnrollmentHooks usual = stack.hooks(alice);
        return new EnrollmentHooks(
                LoopbackLogin.of(page -> {
                    throw new IOException("the app was killed here");
                }),
                usual.backend(),
                new EnrollmentListener() {
                    @Override
                    public void checkpoint(Bytes snapshot) {
                        checkpoints.add(snapshot);
                    }
                });
    }

    private Bytes checkpoint(E2eiClient client) {
        List<Bytes> checkpoints = new ArrayList<>();
        E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE2));
        assertThrows(E2eiException.class, () -> enrollment.acquire(interrupted(checkpoints)));
        return checkpoints.get(checkpoints.size() - 1);
    }

    @Test
    @DisplayName("goes on in the same client: the login can be tried again")
    void again() {
        try (E2eiClient client = open(1)) {
            E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE2));
            assertThrows(E2eiException.class, () -> enrollment.acquire(interrupted(new ArrayList<>())));
            enrollment.acquire(stack.hooks(alice));
            assertEquals(1, stack.issuedCertificates());
        }
    }

    @Test
    @DisplayName("goes on from the checkpoint in a client with another store and the same key, to the same end")
    void anotherStore() {
        Bytes checkpoint;
        try (E2eiClient first = open(1)) {
            checkpoint = checkpoint(first);
        }
        try (E2eiClient second = open(1)) {
            E2eiEnrollment resumed = second.e2eiResumeEnrollment(checkpoint);
            IssuedCertificate certificate = resumed.acquire(stack.hooks(alice));
            second.inTransaction(tx -> tx.e2eiMlsInitOnly(resumed, certificate.chain()));
            assertTrue(second.e2eiIsEnabled(SUITE2));
        }
        assertEquals(1, stack.issuedCertificates());
    }

    @Test
    @DisplayName("does not go on with another key, nor after its order has expired")
    void refused() {
        Bytes checkpoint;
        try (E2eiClient first = open(1)) {
            checkpoint = checkpoint(first);
        }
        try (E2eiClient other = open(2)) {
            assertEquals(
                    Reason.NOT_OPENED,
                    assertThrows(SnapshotRejectedException.class, () -> other.e2eiResumeEnrollment(checkpoint))
                            .reason());
        }
        stack.clock().advance(Duration.ofDays(8));
        try (E2eiClient late = open(1)) {
            assertEquals(
                    Reason.EXPIRED,
                    assertThrows(SnapshotRejectedException.class, () -> late.e2eiResumeEnrollment(checkpoint))
                            .reason());
        }
    }

    @Test
    @DisplayName("is stashed in the store and popped once")
    void stash() {
        try (E2eiClient client = open(1)) {
            E2eiEnrollment enrollment = client.e2eiNewEnrollment(stack.request(alice, SUITE2));
            assertThrows(E2eiException.class, () -> enrollment.acquire(interrupted(new ArrayList<>())));
            Bytes handle = client.transaction(tx -> tx.e2eiEnrollmentStash(enrollment));
            E2eiEnrollment popped = client.transaction(tx -> tx.e2eiEnrollmentStashPop(handle));
            IssuedCertificate certificate = popped.acquire(stack.hooks(alice));
            client.inTransaction(tx -> tx.e2eiMlsInitOnly(popped, certificate.chain()));
            assertThrows(
                    SnapshotRejectedException.class,
                    () -> client.inTransaction(tx -> tx.e2eiEnrollmentStashPop(handle)));
        }
        assertEquals(1, stack.issuedCertificates());
    }
}
