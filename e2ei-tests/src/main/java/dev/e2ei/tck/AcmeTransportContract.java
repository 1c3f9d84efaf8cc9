package dev.e2ei.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every HTTP transport has to do. A binding says how a transport is opened; each test has one of its own. The
 * servers are on the loopback interface and speak cleartext HTTP/1.1: TLS needs certificates, which these tests cannot
 * make, so trust anchors, host names and versions are for the author to test.
 */
public abstract class AcmeTransportContract {
    private static final int MAX_BODY = 1000;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String OK = "HTTP/1.1 200 OK\nConnection: close\n";

    private AcmeTransport transport;

    /** For subclasses. */
    protected AcmeTransportContract() {}

    /**
     * Opens the transport under test.
     *
     * @param config the JVM's trust anchors and the system's time
     * @return the transport; closed after each test
     */
    protected abstract AcmeTransport open(TransportConfig config);

    /**
     * How long a test waits for what has to happen before it calls it missing.
     *
     * @return half a minute, unless overridden
     */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    /** Opens the transport. */
    @BeforeEach
    public final void openTransport() {
        transport = open(new TransportConfig(List.of(), ElapsedTime.SYSTEM));
    }

    /** Closes the transport. */
    @AfterEach
    public final void closeTransport() {
        transport.close();
    }

    /** Method, path, query, header and body arrive as they are. If this fails, check how the request is written. */
    @Test
    public void theRequestArrivesAsItIs() {
        try (var server = ContractServer.answering(OK + "Content-Length: 0\n\n")) {
            transport.exchange(request("POST", server.uri("/new%20order?a=b"), "{\"a\":\"\u00e4\"}"));
            ContractServer.Request arrived = server.requests().get(0);
            assertEquals("POST /new%20order?a=b HTTP/1.1", arrived.line());
            assertTrue(arrived.header().contains("\r\ncontent-type: application/jose+json\r\n"), arrived.header());
            assertEquals("{\"a\":\"\u00e4\"}", arrived.body());
        }
    }

    /** The transport asks for nothing on its own. If this fails, check the HTTP library's own headers. */
    @Test
    public void nothingIsAddedToTheRequest() {
        try (var server = ContractServer.answering(OK + "Content-Length: 0\n\n")) {
            transport.exchange(request("GET", server.uri("/"), ""));
            String header = server.requests().get(0).header();
            for (String name : List.of("accept-encoding", "cookie", "authorization", "referer", "upgrade")) {
                assertFalse(header.contains("\r\n" + name + ":"), header);
            }
        }
    }

    /** Status, all header values and body come back. If this fails, check how the answer is copied. */
    @Test
    public void theAnswerComesBackAsItIs() {
        try (var server = ContractServer.answering(
                "HTTP/1.1 201 Created\nreplay-nonce: n1\nLink: <a>\nLink: <b>\nContent-Length: 3\n\na\u0000b")) {
            TransportResponse answer = transport.exchange(request("GET", server.uri("/"), ""));
            assertEquals(201, answer.status());
            assertEquals("n1", answer.first("Replay-Nonce").orElseThrow());
            assertEquals(List.of("<a>", "<b>"), answer.all("link"));
            assertEquals(Bytes.ofUtf8("a\u0000b"), answer.body());
        }
    }

    /** A refusal is an answer. If this fails, check what the HTTP library does with 4xx and 5xx. */
    @Test
    public void aRefusalIsAnAnswerAndAsksNobodyForAPassword() {
        for (int status : new int[] {400, 401, 404, 407, 429, 500, 503}) {
            try (var server = ContractServer.answering("HTTP/1.1 " + status
                    + " No\nConnection: close\nWWW-Authenticate: Basic realm=\"r\"\nContent-Length: 2\n\nno")) {
                TransportResponse answer = transport.exchange(request("POST", server.uri("/"), "x"));
                assertEquals(status, answer.status());
                assertEquals(Bytes.ofUtf8("no"), answer.body());
                assertEquals(1, server.requests().size(), "the request is sent once");
            }
        }
    }

    /** A redirect is an answer. If this fails, switch redirects off in the HTTP library. */
    @Test
    public void redirectsAreNotFollowed() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            try (var target = ContractServer.answering(OK + "Content-Length: 0\n\n");
                    var server = ContractServer.answering("HTTP/1.1 " + status + " Moved\nConnection: close\nLocation: "
                            + target.uri("/elsewhere") + "\nContent-Length: 0\n\n")) {
                for (String method : List.of("GET", "HEAD", "POST")) {
                    assertEquals(
                            status,
                            transport
                                    .exchange(request(method, server.uri("/"), ""))
                                    .status());
                }
                assertEquals(List.of(), target.requests());
            }
        }
    }

    /** Cookies are not kept. If this fails, switch the HTTP library's cookie store off. */
    @Test
    public void cookiesAreNotKept() {
        try (var server = ContractServer.answering(OK + "Set-Cookie: a=b; Path=/\nContent-Length: 0\n\n")) {
            transport.exchange(request("GET", server.uri("/"), ""));
            transport.exchange(request("GET", server.uri("/"), ""));
            assertFalse(server.requests().get(1).header().contains("\r\ncookie:"));
        }
    }

    /** The answer to HEAD has a header and no body. If this fails, check that no body is waited for. */
    @Test
    public void anAnswerToHeadHasNoBody() {
        try (var server = ContractServer.answering(OK + "Replay-Nonce: n\nContent-Length: 999999\n\n")) {
            TransportResponse answer = transport.exchange(request("HEAD", server.uri("/"), ""));
            assertEquals("n", answer.first("Replay-Nonce").orElseThrow());
            assertTrue(answer.body().isEmpty());
        }
    }

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

    /** A compressed body is octets like any other. If this fails, switch decompression off in the HTTP library. */
    @Test
    public void aCompressedBodyIsNotUnpacked() {
        try (var server =
                ContractServer.answering(OK + "Content-Encoding: gzip\nContent-Length: 3\n\n\u001f\u008b\b")) {
            assertEquals(
                    Bytes.of((byte) 0x1f, (byte) 0x8b, (byte) 8),
                    transport.exchange(request("GET", server.uri("/"), "")).body());
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

    private static TransportRequest request(String method, URI uri, String body) {
        Map<String, String> headers = body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/jose+json");
        return new TransportRequest(method, uri, headers, Bytes.ofUtf8(body), LONG, MAX_BODY, AddressPolicy.ANY);
    }

    private CompletableFuture<ErrorCode> within(Duration deadline, URI uri) {
        var request = new TransportRequest("GET", uri, Map.of(), Bytes.EMPTY, deadline, MAX_BODY, AddressPolicy.ANY);
        return started(() -> codeOf(request));
    }

    private ErrorCode codeOf(TransportRequest request) {
        return assertThrows(TransportException.class, () -> transport.exchange(request))
                .code();
    }

    private void assertFails(ErrorCode code, TransportRequest request) {
        assertEquals(code, codeOf(request));
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
