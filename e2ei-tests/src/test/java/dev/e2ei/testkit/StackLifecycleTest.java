package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A stack")
class StackLifecycleTest {
    @Test
    @DisplayName("lets a hundred devices in at once, each with its own certificate")
    @Timeout(120)
    void parallel() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(100);
        try (WireStack stack = WireStack.start()) {
            RawHttp http = new RawHttp(stack);
            List<Future<X509Certificate>> leaves = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                StackUser user = stack.user("user" + i, "User " + i);
                RawDevice device = new RawDevice(stack, user, JwsAlgorithm.ES256, http);
                leaves.add(threads.submit(
                        () -> WireStackRawTest.parse(device.enroll(SigningKey.generate(JwsAlgorithm.EDDSA)))
                                .get(0)));
            }
            for (int i = 0; i < 100; i++) {
                assertTrue(
                        leaves.get(i).get().getSubjectX500Principal().getName().contains("CN=User " + i + ","));
            }
            assertEquals(100, stack.issuedCertificates());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("frees its ports and threads when it is closed, also with connections open")
    void close() throws Exception {
        Set<Thread> others = threads();
        WireStack stack = WireStack.start();
        List<URI> addresses = List.of(stack.acmeDirectory(), stack.issuer(), stack.backend(), stack.crlUrl());
        new RawHttp(stack).get(stack.acmeDirectory());
        Set<Thread> ours = threads();
        ours.removeAll(others);
        assertTrue(ours.size() > addresses.size(), ours::toString);
        try (Socket open =
                new Socket(InetAddress.getLoopbackAddress(), stack.crlUrl().getPort())) {
            stack.close();
            assertEquals(-1, open.getInputStream().read());
        }
        for (URI address : addresses) {
            assertThrows(
                    ConnectException.class,
                    () -> new Socket(InetAddress.getLoopbackAddress(), address.getPort()).close());
        }
        for (Thread thread : ours) {
            thread.join(10_000);
            assertFalse(thread.isAlive(), thread.getName());
        }
        stack.close();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("testkit-"))
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("gives users, devices and keys of their own")
    void values() {
        try (WireStack stack = WireStack.start();
                WireStack other = WireStack.start()) {
            StackUser alice = stack.user("alice_wire", "Alice");
            assertNotEquals(alice.newDevice(), alice.newDevice());
            assertNotEquals(stack.trustAnchorPem(), other.trustAnchorPem());
            assertNotEquals(stack.tlsRoots(), other.tlsRoots());
            assertEquals("StackUser[" + alice.id() + "]", alice.toString());
            assertFalse(stack.browser(alice).toString().contains(alice.password()));
        }
    }

    @Test
    @DisplayName("has a clock that stands still, or ticks, and moves both ways")
    void clock() throws InterruptedException {
        ManualClock clock = ManualClock.stoppedAt(Instant.EPOCH);
        long nanos = clock.nanoTime();
        clock.sleep(Duration.ofSeconds(5));
        clock.sleep(Duration.ofSeconds(-5));
        assertEquals(Instant.ofEpochSecond(5), clock.instant());
        assertEquals(5_000_000_000L, clock.nanoTime() - nanos);
        clock.jump(Duration.ofSeconds(-3));
        assertEquals(Instant.ofEpochSecond(2), clock.instant());
        assertEquals(5_000_000_000L, clock.nanoTime() - nanos);
        assertThrows(IllegalArgumentException.class, () -> clock.advance(Duration.ofSeconds(-1)));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> clock.sleep(Duration.ofSeconds(1)));
        ManualClock ticking = ManualClock.ticking();
        long first = ticking.nanoTime();
        ticking.advance(Duration.ofHours(1));
        assertTrue(ticking.nanoTime() - first >= Duration.ofHours(1).toNanos());
    }
}
