package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.TrustOutcome;
import dev.e2ei.api.trust.TrustRefresh;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Refreshing trust where hosts are dead")
class RefreshDeadHostsTest extends RefreshFixture {
    private static final int SILENT = 7;
    private static final int LOUD = 12;

    private final CountDownLatch hanging = new CountDownLatch(SILENT);
    private final CountDownLatch ended = new CountDownLatch(SILENT);

    /** Hangs until the thread is interrupted, as a download does. */
    private byte[] hang() {
        hanging.countDown();
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("nobody counts down");
        } catch (InterruptedException interrupt) {
            ended.countDown();
            throw new TransportException(ErrorCode.INTERRUPTED, "interrupted");
        }
    }

    private List<URI> points(String host, int count, Supplier<byte[]> list) {
        List<URI> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            URI point = URI.create("http://" + host + i + ".example/crl");
            points.add(point);
            source.lists.put(point, list);
        }
        source.federation.add(world.authority
                .authorityNaming(world.now, points.stream().map(URI::toString).toArray(String[]::new))
                .toByteArray());
        return points;
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(30, TimeUnit.SECONDS));
    }

    private static boolean threadsLeft() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("e2ei-trust"));
    }

    private static void assertNoThreadsLeft() throws InterruptedException {
        for (int i = 0; i < 1000 && threadsLeft(); i++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertFalse(threadsLeft());
    }

    @Test
    @DisplayName("takes in what the others gave, once the deadline of all is over, and leaves no thread")
    void silent() throws Exception {
        enroll();
        List<URI> silent = points("silent", SILENT, this::hang);
        List<URI> refusing = points("refusing", 3, () -> {
            throw new TransportException(ErrorCode.TRANSPORT_UNREACHABLE, "planted");
        });
        CountDownLatch answered = new CountDownLatch(LOUD);
        byte[] list = world.authority.crl(0, world.now).toByteArray();
        source.lists.put(POINT, () -> list);
        List<URI> loud = points("loud", LOUD, () -> {
            answered.countDown();
            return list;
        });
        var refreshing = CompletableFuture.supplyAsync(
                () -> client.trust().refresh(CONFIG.withDeadline(Duration.ofSeconds(50))));
        await(hanging);
        await(answered);
        elapsed.addAndGet(Duration.ofSeconds(49).toNanos());
        assertThrows(java.util.concurrent.TimeoutException.class, () -> refreshing.get(300, TimeUnit.MILLISECONDS));
        elapsed.addAndGet(Duration.ofSeconds(1).toNanos());
        TrustRefresh refreshed = refreshing.get(30, TimeUnit.SECONDS);
        await(ended);
        silent.forEach(point -> assertEquals(ErrorCode.TRANSPORT_TIMEOUT, code(list(refreshed, point))));
        refusing.forEach(point -> assertEquals(ErrorCode.TRANSPORT_UNREACHABLE, code(list(refreshed, point))));
        loud.forEach(point -> assertEquals(1, list(refreshed, point).registered()));
        assertEquals(1, list(refreshed, POINT).registered());
        assertEquals(1 + LOUD, client.trust().crls().size());
        assertEquals(2 + 1 + SILENT + 3 + LOUD, refreshed.outcomes().size());
        assertNoThreadsLeft();
    }

    @Test
    @DisplayName("waits for a federation that never comes no longer than that, and for the lists not at all")
    void silentFederation() throws Exception {
        enroll();
        CountDownLatch asked = new CountDownLatch(1);
        source.beforeFederation = () -> {
            asked.countDown();
            hang();
        };
        source.lists.put(POINT, this::hang);
        var refreshing = CompletableFuture.supplyAsync(() -> client.trust().refresh(CONFIG));
        await(asked);
        elapsed.addAndGet(CONFIG.deadline().toNanos());
        TrustRefresh refreshed = refreshing.get(30, TimeUnit.SECONDS);
        assertEquals(
                List.of(TrustOutcome.Kind.FEDERATION, TrustOutcome.Kind.CRL),
                refreshed.failures().stream().map(TrustOutcome::kind).toList());
        refreshed.failures().forEach(outcome -> assertEquals(ErrorCode.TRANSPORT_TIMEOUT, code(outcome)));
        assertNoThreadsLeft();
    }

    @Test
    @DisplayName("ends with an interrupt: nothing is changed, the flag stays, no thread is left")
    void interrupted() throws Exception {
        enroll();
        points("silent", SILENT, this::hang);
        CompletableFuture<ErrorCode> outcome = new CompletableFuture<>();
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                client.trust().refresh(CONFIG);
            } catch (TransportException e) {
                flag.complete(Thread.currentThread().isInterrupted());
                outcome.complete(e.code());
            }
        });
        caller.start();
        await(hanging);
        caller.interrupt();
        assertEquals(ErrorCode.INTERRUPTED, outcome.get(30, TimeUnit.SECONDS));
        assertTrue(flag.get());
        assertEquals(List.of(), client.trust().crls());
        await(ended);
        assertNoThreadsLeft();
    }

    @Test
    @DisplayName("does not wait for a source that ignores its interrupt")
    void deafSource() throws Exception {
        enroll();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        source.lists.put(POINT, () -> {
            asked.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
            return new byte[0];
        });
        var refreshing = CompletableFuture.supplyAsync(() -> client.trust().refresh(CONFIG));
        await(asked);
        elapsed.addAndGet(CONFIG.deadline().toNanos());
        assertEquals(ErrorCode.TRANSPORT_TIMEOUT, code(list(refreshing.get(30, TimeUnit.SECONDS), POINT)));
        release.countDown();
        assertNoThreadsLeft();
    }

    @Test
    @DisplayName("keeps a point's exception to that point")
    void exceptions() {
        enroll();
        points("null", 1, () -> null);
        points("broken", 1, () -> {
            throw new IllegalStateException("planted");
        });
        TrustRefresh refreshed = client.trust().refresh(CONFIG);
        assertEquals(1, list(refreshed, POINT).registered());
        assertEquals(
                2,
                refreshed.failures().stream()
                        .filter(failed -> failed.kind() == TrustOutcome.Kind.CRL)
                        .map(failed -> failed.failure().orElseThrow())
                        .filter(ProviderException.class::isInstance)
                        .count());
    }

    @Test
    @DisplayName("holds no more than 256 MiB of lists at a time")
    void together() {
        byte[] large = new byte[(64 << 20) - (64 << 10)];
        List<URI> points = points("large", 5, () -> large);
        TrustRefresh refreshed = client.trust().refresh(CONFIG);
        List<ErrorCode> codes = points.stream()
                .map(point -> code(list(refreshed, point)))
                .sorted()
                .toList();
        assertEquals(
                List.of(
                        ErrorCode.CERTIFICATE_MALFORMED,
                        ErrorCode.CERTIFICATE_MALFORMED,
                        ErrorCode.CERTIFICATE_MALFORMED,
                        ErrorCode.CERTIFICATE_MALFORMED,
                        ErrorCode.TRANSPORT_TOO_LARGE),
                codes);
    }
}
