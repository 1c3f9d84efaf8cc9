package dev.e2ei.acme.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.ManualTime;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.trust.TrustSource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A large revocation list")
@Timeout(60)
class LargeListTest {
    private static final URI POINT = URI.create("http://crl.example/crl");
    private static final int SMALL = 4 << 20;
    private static final int LIMIT = (64 << 20) - (64 << 10);

    private final ManualTime time = new ManualTime(Instant.EPOCH);
    private final AtomicInteger large = new AtomicInteger();
    private final AtomicInteger mostLarge = new AtomicInteger();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    /** Holds those that may bring a large body until it is told to let them go. */
    private final PlantedServer server = new PlantedServer() {
        @Override
        public TransportResponse exchange(TransportRequest request) {
            if (request.maxBody() <= SMALL) {
                return super.exchange(request);
            }
            mostLarge.accumulateAndGet(large.incrementAndGet(), Math::max);
            inside.countDown();
            try {
                assertTrue(release.await(30, TimeUnit.SECONDS));
                return super.exchange(request);
            } catch (InterruptedException interrupt) {
                throw new TransportException(ErrorCode.INTERRUPTED, "planted");
            } finally {
                large.decrementAndGet();
            }
        }
    };

    private final TrustSource source = new AcmeTrustSourceProvider()
            .open(TrustSourceConfig.of(URI.create("https://ca.example/acme/wire/directory")), server, time);

    private static Bytes list(int size) {
        byte[] octets = new byte[size];
        octets[0] = 0x30;
        return Bytes.of(octets);
    }

    private void serves(int size) {
        server.at("/crl", 200, Map.of(), list(size));
    }

    private int fetch() {
        return source.crl(POINT, Optional.empty()).crl().orElseThrow().size();
    }

    private List<Integer> limits() {
        return server.requests.stream().map(TransportRequest::maxBody).toList();
    }

    @Test
    @DisplayName("is asked for once more with its own limit, a small one is not")
    void sizes() {
        release.countDown();
        serves(SMALL);
        assertEquals(SMALL, fetch());
        assertEquals(List.of(SMALL), limits());
        serves(SMALL + 1);
        assertEquals(SMALL + 1, fetch());
        assertEquals(List.of(SMALL, SMALL, LIMIT), limits());
        serves(LIMIT);
        assertEquals(LIMIT, fetch());
        serves(LIMIT + 1);
        assertEquals(
                ErrorCode.TRANSPORT_TOO_LARGE,
                assertThrows(TransportException.class, this::fetch).code());
    }

    @Test
    @DisplayName("comes alone, however many are asked for, and keeps no small one back")
    void oneAtATime() throws Exception {
        serves(SMALL + 1);
        List<CompletableFuture<Integer>> fetching = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            fetching.add(CompletableFuture.supplyAsync(this::fetch, task -> new Thread(task).start()));
        }
        assertTrue(inside.await(30, TimeUnit.SECONDS));
        server.at("/small", 200, Map.of(), list(2));
        assertEquals(
                2,
                source.crl(URI.create("http://crl.example/small"), Optional.empty())
                        .crl()
                        .orElseThrow()
                        .size());
        release.countDown();
        for (CompletableFuture<Integer> one : fetching) {
            assertEquals(SMALL + 1, one.get(30, TimeUnit.SECONDS));
        }
        assertEquals(1, mostLarge.get());
    }

    @Test
    @DisplayName(
            "is not asked for once all downloads have taken their time, and an interrupt ends the wait for another one")
    void waiting() throws Exception {
        serves(SMALL + 1);
        var first = CompletableFuture.supplyAsync(this::fetch, task -> new Thread(task).start());
        assertTrue(inside.await(30, TimeUnit.SECONDS));
        CompletableFuture<ErrorCode> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> interrupted.complete(
                assertThrows(TransportException.class, this::fetch).code()));
        caller.start();
        caller.interrupt();
        assertEquals(ErrorCode.INTERRUPTED, interrupted.get(30, TimeUnit.SECONDS));
        int asked = server.requests.size();
        CompletableFuture<ErrorCode> late = new CompletableFuture<>();
        new Thread(() -> late.complete(
                        assertThrows(TransportException.class, this::fetch).code()))
                .start();
        while (server.requests.size() == asked) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        time.pass(Duration.ofMinutes(2));
        release.countDown();
        assertEquals(SMALL + 1, first.get(30, TimeUnit.SECONDS));
        assertEquals(ErrorCode.TRANSPORT_TIMEOUT, late.get(30, TimeUnit.SECONDS));
        assertEquals(asked + 2, server.requests.size(), "one more for small, the first one's large");
    }
}
