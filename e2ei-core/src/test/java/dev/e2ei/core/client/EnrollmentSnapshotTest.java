package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiTransaction;
import dev.e2ei.api.credential.X509Registration;
import dev.e2ei.api.enrollment.E2eiEnrollment;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.IssuedCertificate;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.api.error.SnapshotRejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A paused enrollment")
class EnrollmentSnapshotTest {
    private final TestClients world = new TestClients();
    private final E2eiClient client = world.open();

    private E2eiEnrollment begin() {
        return client.e2eiNewEnrollment(TestClients.request(TestClients.ALICE));
    }

    private static Reason refusal(E2eiClient client, Bytes snapshot) {
        return assertThrows(SnapshotRejectedException.class, () -> client.e2eiResumeEnrollment(snapshot))
                .reason();
    }

    @Test
    @DisplayName("goes on in a client with another store and the same key: same request, same keys, same state")
    void anotherClient() {
        Bytes snapshot = begin().snapshot();
        E2eiClient other = world.open();
        E2eiEnrollment resumed = other.e2eiResumeEnrollment(snapshot);
        assertEquals(List.of("state with " + PlantedProtocol.TOKEN), world.protocol.resumed);
        var before = world.protocol.sessions.get(0).context;
        var after = world.protocol.sessions.get(1).context;
        assertEquals(before.keys().accountThumbprint(), after.keys().accountThumbprint());
        assertEquals(before.request().displayName(), after.request().displayName());
        assertEquals(before.request().handle(), after.request().handle());
        assertEquals(before.request().team(), after.request().team());
        assertEquals(before.request().expiry(), after.request().expiry());
        assertEquals(before.request().acmeDirectory(), after.request().acmeDirectory());
        IssuedCertificate issued = resumed.acquire(TestClients.hooks());
        X509Registration registration = other.transaction(tx -> tx.e2eiMlsInitOnly(resumed, issued.chain()));
        assertEquals(TestClients.ALICE, registration.credential().clientId());
        assertTrue(other.e2eiIsEnabled(TestClients.SUITE1));
    }

    @Test
    @DisplayName("was saved before the login, by the checkpoint that the listener is given")
    void checkpoint() {
        List<Bytes> checkpoints = new ArrayList<>();
        E2eiEnrollment enrollment = begin();
        enrollment.acquire(TestClients.hooks(new EnrollmentListener() {
            @Override
            public void checkpoint(Bytes snapshot) {
                checkpoints.add(snapshot);
            }
        }));
        assertEquals(1, checkpoints.size());
        client.e2eiResumeEnrollment(checkpoints.get(0)).acquire(TestClients.hooks());
    }

    @Test
    @DisplayName("that had its certificate has it again")
    void issued() {
        E2eiEnrollment enrollment = begin();
        IssuedCertificate issued = enrollment.acquire(TestClients.hooks());
        E2eiClient other = world.open();
        E2eiEnrollment resumed = other.e2eiResumeEnrollment(enrollment.snapshot());
        assertEquals(issued, resumed.issued().orElseThrow());
        other.inTransaction(tx -> tx.e2eiMlsInitOnly(resumed, issued.chain()));
    }

    @Test
    @DisplayName("counts its lifetime from the order, not from the day on which it goes on")
    void lifetimeFromTheOrder() {
        List<Bytes> checkpoints = new ArrayList<>();
        begin().acquire(TestClients.hooks(new EnrollmentListener() {
            @Override
            public void checkpoint(Bytes snapshot) {
                checkpoints.add(snapshot);
            }
        }));
        world.now = world.now.plus(Duration.ofHours(2));
        E2eiEnrollment resumed = client.e2eiResumeEnrollment(checkpoints.get(0));
        // the planted protocol orders anew, two hours later, and counts from there: that is fine
        resumed.acquire(TestClients.hooks());
    }

    @Test
    @DisplayName(
            "is refused with another key, an altered bit, an unknown format, an installed protocol of another name")
    void refusals() {
        Bytes snapshot = begin().snapshot();
        assertEquals(Reason.NOT_OPENED, refusal(world.builder(9).open(), snapshot));
        byte[] octets = snapshot.toByteArray();
        for (int at = 1; at < octets.length; at += 7) {
            byte[] altered = octets.clone();
            altered[at] ^= 4;
            assertEquals(Reason.NOT_OPENED, refusal(client, Bytes.of(altered)));
        }
        octets[0] = 2;
        assertEquals(Reason.UNSUPPORTED_FORMAT, refusal(client, Bytes.of(octets)));
        assertEquals(Reason.NOT_OPENED, refusal(client, Bytes.EMPTY));
        world.protocol.name = "another";
        assertEquals(Reason.OTHER_PROTOCOL, refusal(client, snapshot));
    }

    @Test
    @DisplayName("is refused by a store that is another client's")
    void otherClient() {
        Bytes snapshot = begin().snapshot();
        E2eiClient bob = world.open();
        bob.inTransaction(tx -> tx.mlsInit(TestClients.BOB, List.of(TestClients.SUITE1)));
        assertEquals(Reason.OTHER_CLIENT, refusal(bob, snapshot));
        client.inTransaction(tx -> tx.mlsInit(TestClients.ALICE, List.of(TestClients.SUITE1)));
        client.e2eiResumeEnrollment(snapshot).close();
    }

    @Test
    @DisplayName("shows neither keys, names nor tokens")
    void sealed() {
        String text = new String(begin().snapshot().toByteArray(), StandardCharsets.ISO_8859_1);
        assertFalse(text.contains(PlantedProtocol.TOKEN));
        assertFalse(text.contains("Quartermain"));
        assertFalse(text.contains("alice"));
    }

    @Test
    @DisplayName("is put away in the store and taken out once; the first is of no more use, the second goes on")
    void stash() {
        E2eiEnrollment enrollment = begin();
        Bytes handle = client.transaction(tx -> tx.e2eiEnrollmentStash(enrollment));
        assertEquals(32, handle.size());
        assertThrows(IllegalStateException.class, () -> enrollment.acquire(TestClients.hooks()));
        E2eiEnrollment popped = client.transaction(tx -> tx.e2eiEnrollmentStashPop(handle));
        popped.acquire(TestClients.hooks());
        assertEquals(
                Reason.NOT_FOUND,
                assertThrows(
                                SnapshotRejectedException.class,
                                () -> client.inTransaction(tx -> tx.e2eiEnrollmentStashPop(handle)))
                        .reason());
        assertThrows(
                SnapshotRejectedException.class,
                () -> client.inTransaction(tx -> tx.e2eiEnrollmentStashPop(Bytes.EMPTY)));
    }

    @Test
    @DisplayName("is where it was when the transaction that stashed or popped it is aborted")
    void stashRolledBack() {
        E2eiEnrollment enrollment = begin();
        try (E2eiTransaction tx = client.newTransaction()) {
            Bytes handle = tx.e2eiEnrollmentStash(enrollment);
            assertThrows(IllegalStateException.class, enrollment::snapshot);
            assertFalse(handle.isEmpty());
        }
        enrollment.acquire(TestClients.hooks());
        Bytes handle = client.transaction(tx -> tx.e2eiEnrollmentStash(enrollment));
        E2eiEnrollment lost;
        try (E2eiTransaction tx = client.newTransaction()) {
            lost = tx.e2eiEnrollmentStashPop(handle);
        }
        assertThrows(IllegalStateException.class, lost::snapshot);
        E2eiEnrollment popped = client.transaction(tx -> tx.e2eiEnrollmentStashPop(handle));
        client.inTransaction(
                tx -> tx.e2eiMlsInitOnly(popped, popped.issued().orElseThrow().chain()));
    }
}
