package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * What every HTTP transport has to do. A binding says how a transport is opened; each test has one of its own. The
 * servers are on the loopback interface and speak cleartext HTTP/1.1: TLS needs certificates, which these tests cannot
 * make, so trust anchors, host names and versions are for the author to test.
 */
public abstract class AcmeTransportContract extends TransportExchangeContract {
    private static final Duration SHORT = Duration.ofMillis(200);

    /** For subclasses. */
    protected AcmeTransportContract() {}

    /** A body at the limit is whole. If this fails, check the limit for being off by one. */
    @Test
    public void aBodyAtTheLimitIsTaken() {
        String body = "x".repeat(MAX_BODY);
        for (String framing : List.of("", "Content-Length: " + MAX_BODY + "\n")) {
            try (var server = ContractServer.answering(OK + framing + "\n" + body)) {
                assertEquals(
                        Bytes.ofUtf8(body),
                        transport.exchange(request("GET", server.uri("/"), "")).body());
            }
        }
    }

    /** A body over the limit is refused. If this fails, count the octets while they are read. */
    @Test
    public void aBodyOverTheLimitIsRefused() {
        String body = "x".repeat(MAX_BODY + 1);
        for (String framing : List.of("", "Content-Length: " + (MAX_BODY + 1) + "\n")) {
            try (var server = ContractServer.answering(OK + framing + "\n" + body)) {
                assertFails(ErrorCode.TRANSPORT_TOO_LARGE, request("GET", server.uri("/"), ""));
            }
        }
    }

    /** An endless body is not read on. If this fails, close the connection when the limit is reached. */
    @Test
    public void anEndlessBodyIsNotReadOn() {
        try (var server = new ContractServer((request, output, input) -> {
            output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            writeUntilHungUp(output, new byte[8192], Duration.ZERO);
        })) {
            assertFails(ErrorCode.TRANSPORT_TOO_LARGE, request("GET", server.uri("/"), ""));
            assertHungUp(server);
        }
    }

    /** Silence ends at the deadline. If this fails, check that the deadline covers header and body. */
    @Test
    public void silenceEndsAtTheDeadline() {
        for (String beginning : List.of("", "HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\n\r\nabc")) {
            try (var server = new ContractServer((request, output, input) -> {
                output.write(beginning.getBytes(StandardCharsets.US_ASCII));
                input.read();
            })) {
                assertEquals(ErrorCode.TRANSPORT_TIMEOUT, outcomeOf(within(SHORT, server.uri("/"))));
                assertHungUp(server);
            }
        }
    }

    /** A body octet by octet ends at the deadline. If this fails, the deadline starts anew with each read. */
    @Test
    public void aSlowBodyEndsAtTheDeadline() {
        try (var server = new ContractServer((request, output, input) -> {
            output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            writeUntilHungUp(output, new byte[1], Duration.ofMillis(20));
        })) {
            assertEquals(ErrorCode.TRANSPORT_TIMEOUT, outcomeOf(within(SHORT, server.uri("/"))));
            assertHungUp(server);
        }
    }

    /** A broken connection is UNREACHABLE, and the request is not sent again. If this fails, switch retries off. */
    @Test
    public void aBrokenAnswerIsAFailureAndNothingIsSentTwice() {
        for (String broken : List.of("", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")) {
            try (var server = new ContractServer(
                    (request, output, input) -> output.write(broken.getBytes(StandardCharsets.US_ASCII)))) {
                assertFails(ErrorCode.TRANSPORT_UNREACHABLE, request("POST", server.uri("/"), "x"));
                assertEquals(1, server.requests().size());
            }
        }
    }

    /** A port where nobody listens is UNREACHABLE. If this fails, check how failures are told apart. */
    @Test
    public void aClosedPortIsUnreachable() {
        URI closed;
        try (var server = ContractServer.answering("")) {
            closed = server.uri("/");
        }
        assertFails(ErrorCode.TRANSPORT_UNREACHABLE, request("GET", closed, ""));
    }

    /** An interrupt ends the exchange and leaves the flag. If this fails, check what blocks and who clears it. */
    @Test
    public void anInterruptEndsTheExchange() {
        var asked = new CountDownLatch(1);
        try (var server = new ContractServer((request, output, input) -> {
            asked.countDown();
            input.read();
        })) {
            var flag = new CompletableFuture<Boolean>();
            var code = new CompletableFuture<ErrorCode>();
            Thread caller = new Thread(() -> {
                code.complete(codeOf(request("GET", server.uri("/"), "")));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.setDaemon(true);
            caller.start();
            assertHappens(asked, "the request arrives");
            caller.interrupt();
            assertEquals(ErrorCode.INTERRUPTED, outcomeOf(code));
            assertTrue(outcomeOf(flag), "the thread's interrupt flag stays set");
        }
    }

    /** A request to public addresses never reaches this machine. If this fails, check the addresses of each host. */
    @Test
    public void publicOnlyKeepsAwayFromThisMachine() {
        try (var server = ContractServer.answering(OK + "Content-Length: 0\n\n")) {
            int port = server.uri("/").getPort();
            for (String host : List.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433")) {
                for (String scheme : List.of("http", "https")) {
                    assertFails(
                            ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                            new TransportRequest(
                                    "GET",
                                    URI.create(scheme + "://" + host + ":" + port + "/crl"),
                                    Map.of(),
                                    Bytes.EMPTY,
                                    LONG,
                                    MAX_BODY,
                                    AddressPolicy.PUBLIC_ONLY));
                }
            }
            assertEquals(List.of(), server.requests());
        }
    }

    /**
     * What carries its own signature may be downloaded from anywhere, this machine included, and nothing else may go there
     * without TLS. If this fails, look at the policy before the scheme.
     */
    @Test
    public void signedContentComesFromAnywhere() {
        try (var server = ContractServer.answering(OK + "Content-Length: 3\n\nCRL")) {
            var answer = assertDoesNotThrow(() -> transport.exchange(signed("GET", server.uri("/crl"))));
            assertEquals(Bytes.ofUtf8("CRL"), answer.body());
            assertFails(ErrorCode.TRANSPORT_ADDRESS_REFUSED, signed("POST", server.uri("/crl")));
            assertEquals(1, server.requests().size());
        }
    }

    private static TransportRequest signed(String method, URI uri) {
        return new TransportRequest(method, uri, Map.of(), Bytes.EMPTY, LONG, MAX_BODY, AddressPolicy.ANY_FOR_SIGNED);
    }

    /** A failure never shows the query. If this fails, check the messages of causes too. */
    @Test
    public void failuresDoNotShowTheQuery() {
        try (var server = ContractServer.answering("")) {
            Throwable failure = assertThrows(
                    TransportException.class,
                    () -> transport.exchange(request("GET", server.uri("/path?code=planted"), "")));
            for (; failure != null; failure = failure.getCause()) {
                assertFalse(String.valueOf(failure).contains("planted"), failure.toString());
            }
        }
    }

    /** Exchanges of several threads keep their answers apart. If this fails, check what exchanges share. */
    @Test
    public void severalThreadsAtOnce() {
        try (var server = new ContractServer((request, output, input) -> {
            String body = request.body() + request.line().split(" ")[1];
            output.write(("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
        })) {
            var answers = new ArrayList<CompletableFuture<String>>();
            for (int i = 0; i < 32; i++) {
                String number = Integer.toString(i);
                answers.add(started(() -> transport
                        .exchange(request("POST", server.uri("/" + number), "body" + number))
                        .body()
                        .utf8()));
            }
            for (int i = 0; i < answers.size(); i++) {
                assertEquals("body" + i + "/" + i, outcomeOf(answers.get(i)));
            }
        }
    }

    /** Closing twice does nothing. If this fails, remember that the transport is closed. */
    @Test
    public void closingTwiceDoesNothing() {
        try (var server = ContractServer.answering(OK + "Content-Length: 0\n\n")) {
            transport.exchange(request("GET", server.uri("/"), ""));
        }
        transport.close();
        transport.close();
    }

    private CompletableFuture<ErrorCode> within(Duration deadline, URI uri) {
        var request = new TransportRequest("GET", uri, Map.of(), Bytes.EMPTY, deadline, MAX_BODY, AddressPolicy.ANY);
        return started(() -> codeOf(request));
    }

    private void assertHappens(CountDownLatch event, String what) {
        try {
            assertTrue(event.await(patience().toMillis(), TimeUnit.MILLISECONDS), what);
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    private <T> T outcomeOf(CompletableFuture<T> result) {
        try {
            return result.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException missing) {
            throw new AssertionError("the exchange has not ended", missing);
        } catch (ExecutionException failure) {
            throw new AssertionError("the exchange failed", failure.getCause());
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    private static <T> CompletableFuture<T> started(Supplier<T> work) {
        var result = new CompletableFuture<T>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(work.get());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private void assertHungUp(ContractServer server) {
        try {
            assertTrue(server.awaitHangUp(patience()), "the transport closes the connection that it gave up");
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }

    private static void writeUntilHungUp(OutputStream output, byte[] piece, Duration pause)
            throws IOException, InterruptedException {
        while (true) {
            output.write(piece);
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        }
    }
}
