package dev.e2ei.acme.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Answers;
import dev.e2ei.acme.fixture.Crypto;
import dev.e2ei.acme.fixture.FakeEngine;
import dev.e2ei.acme.fixture.ScriptedCa;
import dev.e2ei.acme.fixture.SoftwareKeys;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.RevocationReason;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.api.error.SnapshotRejectedException.Reason;
import dev.e2ei.api.error.TransportException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A snapshot")
class SnapshotTest {
    /** Each request at which an enrollment can be cut off, before or after the server has acted. */
    @ParameterizedTest(name = "at {0}")
    @ValueSource(
            strings = {
                "directory",
                "new-nonce",
                "new-account",
                "new-order",
                "authz/A1",
                "authz/A2",
                "challenge/A1/C1",
                "challenge/A2/C2",
                "order/ORD1",
                "finalize",
                "certificate/CRT1"
            })
    @DisplayName("taken after any step leads to the same end in another process")
    void leadsToTheSameEnd(String path) {
        for (boolean serverActed : new boolean[] {false, true}) {
            var world = new World();
            cut(world, path, serverActed);
            world.acquireFailsWith(TransportException.class);
            byte[] snapshot = world.session.snapshot();
            world.ca.forget();
            var resumed = world.resumed(snapshot);
            assertArrayEquals(snapshot, resumed.snapshot());
            assertEquals(
                    1,
                    resumed.acquire(world.alice.hooks()).chain().certificates().size());
            // the token of a login is kept nowhere, so one that the server never saw is lost
            assertEquals(
                    path.equals("challenge/A2/C2") && !serverActed ? 2 : 1,
                    world.alice.logins().size());
        }
    }

    @Test
    @DisplayName("taken at the end gives the certificate again, checked anew, and can still revoke")
    void survivesTheEnd() {
        var world = new World();
        var issued = world.acquire();
        int requests = world.ca.requests().size();
        var resumed = world.resumed(world.session.snapshot());
        assertEquals(issued, resumed.acquire(world.alice.hooks()));
        assertEquals(requests, world.ca.requests().size());
        resumed.revoke(new byte[] {1}, RevocationReason.SUPERSEDED);
        assertEquals(1, world.ca.requests("revoke-cert").size());
    }

    @Test
    @DisplayName("may hold a nonce that has been used meanwhile")
    void survivesAUsedNonce() {
        var world = new World();
        cut(world, "challenge/A1/C1", false);
        world.acquireFailsWith(TransportException.class);
        byte[] snapshot = world.session.snapshot();
        world.ca.forget();
        world.resumed(snapshot).acquire(world.alice.hooks());
        // the same snapshot once more: its nonce is spent, the order valid, and the certificate the same
        world.resumed(snapshot).acquire(world.alice.hooks());
    }

    @Test
    @DisplayName("taken before the login is handed out by the driver and leads to the end")
    void checkpointLeadsToTheEnd() {
        var world = new World();
        world.acquire();
        byte[] checkpoint = world.engine.checkpoints().get(0);
        var resumed = world.resumed(checkpoint);
        resumed.acquire(world.alice.hooks());
        assertEquals(1, world.alice.logins().size(), "the server knows the login's outcome");
    }

    @Test
    @DisplayName("taken between single steps goes on with single steps or with acquire")
    void mixesWithSingleSteps() {
        var world = new World();
        var steps = new Steps(world, world.session);
        List<byte[]> snapshots = new ArrayList<>();
        steps.takeAll(() -> snapshots.add(world.session.snapshot()));
        assertTrue(snapshots.size() >= 10);
        for (byte[] snapshot : snapshots) {
            var resumed = world.resumed(snapshot);
            assertArrayEquals(snapshot, resumed.snapshot());
            resumed.acquire(world.alice.hooks());
        }
    }

    @Test
    @DisplayName("is refused when its order has expired, with a text that says what to do")
    void expires() {
        var world = new World();
        cut(world, "challenge/A2/C2", false);
        world.acquireFailsWith(TransportException.class);
        byte[] snapshot = world.session.snapshot();
        world.time.pass(Duration.ofHours(24).minusSeconds(1));
        world.resumed(snapshot);
        world.time.pass(Duration.ofSeconds(2));
        var rejected = assertThrows(SnapshotRejectedException.class, () -> world.resumed(snapshot));
        assertEquals(Reason.EXPIRED, rejected.reason());
        assertTrue(rejected.getMessage().contains("begin a new enrollment"));
    }

    @Test
    @DisplayName("of a certificate that has been issued does not expire with the order")
    void issuedDoesNotExpire() {
        var world = new World();
        world.acquire();
        byte[] snapshot = world.session.snapshot();
        world.time.pass(Duration.ofDays(10));
        world.resumed(snapshot).acquire(world.alice.hooks());
    }

    @Test
    @DisplayName("of another format is refused as such")
    void unknownFormats() {
        var world = new World();
        byte[] snapshot = world.session.snapshot();
        for (int version = 0; version < 256; version++) {
            if (version != 1) {
                snapshot[0] = (byte) version;
                assertEquals(
                        Reason.UNSUPPORTED_FORMAT,
                        assertThrows(SnapshotRejectedException.class, () -> world.resumed(snapshot))
                                .reason());
            }
        }
    }

    @Test
    @DisplayName("is refused together with another client, or with the keys of another enrollment")
    void isBound() {
        var world = new World();
        world.acquire();
        byte[] snapshot = world.session.snapshot();
        var otherClient = new FakeEngine(
                FakeEngine.alice(World.SUITE)
                        .clientId("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:1@wire.example")
                        .build(),
                world.keys,
                world.time,
                world.ca);
        assertEquals(
                Reason.OTHER_CLIENT,
                assertThrows(SnapshotRejectedException.class, () -> DefaultAcmeSession.resume(otherClient, snapshot))
                        .reason());
        var otherKeys = new FakeEngine(world.engine.request(), new SoftwareKeys(World.SUITE), world.time, world.ca);
        assertThrows(SnapshotRejectedException.class, () -> DefaultAcmeSession.resume(otherKeys, snapshot));
    }

    @Test
    @DisplayName("that is damaged is refused or restores a state of the right origin; nothing else happens")
    void damaged() {
        var world = new World();
        cut(world, "challenge/A2/C2", false);
        world.acquireFailsWith(TransportException.class);
        byte[] snapshot = world.session.snapshot();
        assertThrows(SnapshotRejectedException.class, () -> world.resumed(new byte[0]));
        for (int length = 1; length < snapshot.length; length++) {
            byte[] truncated = Arrays.copyOf(snapshot, length);
            assertThrows(SnapshotRejectedException.class, () -> world.resumed(truncated));
        }
        var random = new Random(5);
        for (int run = 0; run < 3000; run++) {
            byte[] mutated = snapshot.clone();
            mutated[1 + random.nextInt(mutated.length - 1)] = (byte) random.nextInt(256);
            try {
                world.resumed(mutated);
            } catch (SnapshotRejectedException refused) {
                assertFalse(refused.getMessage().contains(ScriptedCa.DPOP_TOKEN));
            }
        }
    }

    @Test
    @DisplayName("stays small when the server adds members of its own to a challenge")
    void staysSmall() {
        var world = new World();
        String more = ",\"more\":\"" + "x".repeat(900_000) + "\",\"token\"";
        world.ca.changes("authz/A1", 1, Answers.replacing(",\"token\"", more));
        world.ca.changes("authz/A2", 1, Answers.replacing(",\"token\"", more));
        cut(world, "challenge/A1/C1", false);
        world.acquireFailsWith(TransportException.class);
        byte[] snapshot = world.session.snapshot();
        assertTrue(snapshot.length < 4096, "octets: " + snapshot.length);
        world.ca.forget();
        world.resumed(snapshot).acquire(world.alice.hooks());
    }

    @Test
    @DisplayName("has no private key in it")
    void hasNoKey() {
        var world = new World();
        world.acquire();
        for (byte[] snapshot :
                List.of(world.session.snapshot(), world.engine.checkpoints().get(0))) {
            String text = new String(snapshot, StandardCharsets.ISO_8859_1);
            assertFalse(text.contains(new String(world.keys.privateKey(), StandardCharsets.ISO_8859_1)));
            assertFalse(text.contains(Crypto.base64Url(world.keys.privateKey())));
        }
    }

    private static void cut(World world, String path, boolean serverActed) {
        if (serverActed) {
            world.ca.changes(path, 3, answer -> {
                throw new TransportException(ErrorCode.TRANSPORT_UNREACHABLE, "cut off at " + EnrollmentStep.ORDER);
            });
        } else {
            world.ca.answers(path, 3, request -> {
                throw new TransportException(ErrorCode.TRANSPORT_UNREACHABLE, "cut off");
            });
        }
    }
}
