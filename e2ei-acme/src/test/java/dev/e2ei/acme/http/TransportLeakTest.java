package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportRequest;
import java.io.File;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("Failing exchanges of the transport jdk-http")
@Timeout(300)
class TransportLeakTest {
    private static final int EXCHANGES = 1000;
    /** What other threads of the test JVM may open meanwhile. */
    private static final int NOISE = 12;

    /** The silent server ends an exchange by this deadline only, a hundred times and more. */
    private static final Duration MOMENT = Duration.ofMillis(20);

    private final TransportConfig config = new TransportConfig(List.of(), ElapsedTime.SYSTEM);

    @Test
    @DisplayName("leave no threads, sockets or descriptors behind, however they fail, a thousand times")
    void noGrowth() throws Exception {
        var servers = new ArrayList<ScriptedServer>();
        servers.add(ScriptedServer.answering(""));
        servers.add(ScriptedServer.answering("nonsense"));
        servers.add(ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 10\n\nab"));
        servers.add(ScriptedServer.answering("HTTP/1.1 200 OK\n\n" + "x".repeat(TransportRequests.MAX_BODY + 1)));
        servers.add(ScriptedServer.answering("HTTP/1.1 200 OK\nX: " + "x".repeat(9000) + "\nContent-Length: 0\n\n"));
        servers.add(new ScriptedServer((input, output, socket) -> socket.setSoLinger(true, 0)));
        servers.add(new ScriptedServer((input, output, socket) -> {
            output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            output.flush();
            input.read();
        }));
        try (AcmeTransport transport = new JdkHttpTransportProvider().open(config);
                var downloads = new JdkHttpTransport(
                        Optional.empty(),
                        ElapsedTime.SYSTEM,
                        host -> List.of(InetAddress.getByName("127.0.0.1")),
                        address -> true)) {
            int beyondWarmUp = servers.size() * 4;
            long threads = 0;
            long descriptors = 0;
            for (int i = 0; i < EXCHANGES + beyondWarmUp; i++) {
                if (i == beyondWarmUp) {
                    threads = threads();
                    descriptors = descriptors();
                }
                ScriptedServer server = servers.get(i % servers.size());
                boolean download = i / servers.size() % 2 == 1;
                fail(
                        download ? downloads : transport,
                        download
                                ? TransportRequests.download(
                                        "GET", URI.create("http://crl.example:" + server.port() + "/"), MOMENT)
                                : TransportRequests.get(server.uri("/"), MOMENT));
            }
            long threadsBefore = threads;
            long descriptorsBefore = descriptors;
            assertEventually(() -> threads() <= threadsBefore + NOISE, "threads");
            assertEventually(() -> descriptors() <= descriptorsBefore + NOISE, "descriptors");
        } finally {
            for (ScriptedServer server : servers) {
                server.close();
            }
        }
    }

    private static void fail(AcmeTransport transport, TransportRequest request) {
        assertThrows(TransportException.class, () -> transport.exchange(request));
    }

    @Test
    @DisplayName("and transports that were opened and closed leave nothing behind either")
    void transports() throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n")) {
            exchangeOnce(server);
            long threads = threads();
            long descriptors = descriptors();
            for (int i = 0; i < 50; i++) {
                exchangeOnce(server);
            }
            // before Java 21 the garbage collector is what ends a client
            assertEventually(() -> threads() <= threads + NOISE, "threads");
            assertEventually(() -> descriptors() <= descriptors + NOISE, "descriptors");
        }
    }

    private void exchangeOnce(ScriptedServer server) {
        try (AcmeTransport transport = new JdkHttpTransportProvider().open(config)) {
            assertEquals(
                    200,
                    transport.exchange(TransportRequests.get(server.uri("/"))).status());
        }
    }

    private static void assertEventually(BooleanSupplier condition, String what) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            System.gc();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        assertTrue(condition.getAsBoolean(), what + " have grown: " + threads() + " threads, " + descriptors());
    }

    private static long threads() {
        return Thread.getAllStackTraces().size();
    }

    /** Open descriptors, sockets included; 0 where the system does not tell. */
    private static long descriptors() {
        String[] open = new File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }
}
