package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An exchange of the transport jdk-http ends")
class TransportEndingTest extends TransportFixture {
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab"})
    @DisplayName("at the deadline when the server falls silent, at whatever point")
    void silence(String beginning) throws Exception {
        try (var server = new ScriptedServer((input, output, socket) -> {
            output.write(beginning.getBytes(StandardCharsets.US_ASCII));
            output.flush();
            input.read();
        })) {
            assertEquals(
                    ErrorCode.TRANSPORT_TIMEOUT,
                    failureOf(TransportRequests.get(server.uri("/"), TransportRequests.SHORT)));
        }
    }

    @Test
    @DisplayName("at the deadline when the server sends octet by octet")
    void slowLoris() throws Exception {
        try (var server = new ScriptedServer((input, output, socket) -> {
            output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                output.write('x');
                output.flush();
                TimeUnit.MILLISECONDS.sleep(10);
            }
        })) {
            assertEquals(
                    ErrorCode.TRANSPORT_TIMEOUT,
                    failureOf(TransportRequests.get(server.uri("/"), TransportRequests.SHORT)));
        }
    }

    @Test
    @DisplayName("measures the deadline by the elapsed time that it was given")
    void injectedTime() throws Exception {
        var now = new AtomicLong();
        ElapsedTime jumping = new ElapsedTime() {
            @Override
            public long nanoTime() {
                return now.get();
            }

            @Override
            public void sleep(Duration pause) {
                throw new AssertionError("a transport does not sleep");
            }
        };
        try (var server = new ScriptedServer((input, output, socket) -> {
                    output.write("HTTP/1.1 200 OK\r\n\r\na".getBytes(StandardCharsets.US_ASCII));
                    output.flush();
                    now.addAndGet(TransportRequests.LONG.toNanos());
                    output.write('b');
                    output.flush();
                    input.read();
                });
                AcmeTransport timed = new JdkHttpTransportProvider().open(new TransportConfig(List.of(), jumping))) {
            TransportException late = assertThrows(
                    TransportException.class, () -> timed.exchange(TransportRequests.get(server.uri("/"))));
            assertEquals(ErrorCode.TRANSPORT_TIMEOUT, late.code());
        }
    }

    @Test
    @DisplayName("notices that the time was moved while the server is silent")
    void movedTime() throws Exception {
        var now = new AtomicLong();
        ElapsedTime moved = new ElapsedTime() {
            @Override
            public long nanoTime() {
                return now.get();
            }

            @Override
            public void sleep(Duration pause) {
                throw new AssertionError("a transport does not sleep");
            }
        };
        try (var server = new ScriptedServer((input, output, socket) -> {
                    now.addAndGet(Duration.ofHours(1).toNanos());
                    input.read();
                });
                AcmeTransport timed = new JdkHttpTransportProvider().open(new TransportConfig(List.of(), moved))) {
            TransportException late = assertThrows(
                    TransportException.class,
                    () -> timed.exchange(TransportRequests.get(server.uri("/"), Duration.ofHours(1))));
            assertEquals(ErrorCode.TRANSPORT_TIMEOUT, late.code());
        }
    }

    @Test
    @DisplayName("by the system's time where the given one stands still")
    void standingTime() throws Exception {
        ElapsedTime standing = new ElapsedTime() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public void sleep(Duration pause) {
                throw new AssertionError("a transport does not sleep");
            }
        };
        try (var server = new ScriptedServer((input, output, socket) -> input.read());
                AcmeTransport timed = new JdkHttpTransportProvider().open(new TransportConfig(List.of(), standing))) {
            TransportException late = assertThrows(
                    TransportException.class,
                    () -> timed.exchange(TransportRequests.get(server.uri("/"), TransportRequests.SHORT)));
            assertEquals(ErrorCode.TRANSPORT_TIMEOUT, late.code());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    @DisplayName("has no time when the deadline is not ahead")
    void noTime(long seconds) throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n")) {
            assertEquals(
                    ErrorCode.TRANSPORT_TIMEOUT,
                    failureOf(TransportRequests.get(server.uri("/"), Duration.ofSeconds(seconds))));
        }
    }

    @Test
    @DisplayName("takes a deadline beyond all measure")
    void endlessTime() throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n")) {
            assertEquals(
                    200,
                    transport
                            .exchange(TransportRequests.get(server.uri("/"), Duration.ofSeconds(Long.MAX_VALUE)))
                            .status());
        }
    }

    @Test
    @DisplayName("is ended by an interrupt, and leaves the flag set")
    void interrupt() throws Exception {
        var asked = new CountDownLatch(1);
        try (var server = new ScriptedServer((input, output, socket) -> {
            asked.countDown();
            input.read();
        })) {
            var outcome = new CompletableFuture<ErrorCode>();
            var flag = new CompletableFuture<Boolean>();
            Thread caller = new Thread(() -> {
                try {
                    transport.exchange(TransportRequests.get(server.uri("/")));
                } catch (TransportException ended) {
                    outcome.complete(ended.code());
                    flag.complete(Thread.currentThread().isInterrupted());
                }
            });
            caller.start();
            assertTrue(asked.await(30, TimeUnit.SECONDS));
            caller.interrupt();
            assertEquals(ErrorCode.INTERRUPTED, outcome.get(30, TimeUnit.SECONDS));
            assertTrue(flag.get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("does not begin when the thread is interrupted already")
    void interruptedBefore() throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n")) {
            Thread.currentThread().interrupt();
            assertEquals(ErrorCode.INTERRUPTED, failureOf(TransportRequests.get(server.uri("/"))));
            assertTrue(Thread.interrupted());
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    @DisplayName("ends what is under way when it is closed, and takes nothing more")
    void closing() throws Exception {
        var asked = new CountDownLatch(1);
        try (var server = new ScriptedServer((input, output, socket) -> {
            asked.countDown();
            input.read();
        })) {
            CompletableFuture<ErrorCode> outcome =
                    CompletableFuture.supplyAsync(() -> failureOf(TransportRequests.get(server.uri("/"))));
            assertTrue(asked.await(30, TimeUnit.SECONDS));
            transport.close();
            assertEquals(ErrorCode.TRANSPORT_UNREACHABLE, outcome.get(30, TimeUnit.SECONDS));
            transport.close();
            assertThrows(IllegalStateException.class, () -> transport.exchange(TransportRequests.get(server.uri("/"))));
        }
    }
}
