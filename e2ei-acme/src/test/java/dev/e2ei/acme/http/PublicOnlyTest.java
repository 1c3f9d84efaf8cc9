package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The transport jdk-http, sent to public addresses only")
@Timeout(60)
class PublicOnlyTest {
    private static final String OK = "HTTP/1.1 200 OK\n";

    /** A transport in whose world crl.example lies at the given addresses, and loopback addresses count as public. */
    private static JdkHttpTransport withLoopbackAsPublic(String... addresses) {
        return new JdkHttpTransport(
                Optional.empty(),
                ElapsedTime.SYSTEM,
                host -> {
                    assertEquals("crl.example", host);
                    return addresses(addresses);
                },
                InetAddress::isLoopbackAddress);
    }

    private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
        var addresses = new ArrayList<InetAddress>();
        for (String literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses;
    }

    private static URI uri(ScriptedServer server, String path) {
        return URI.create("http://crl.example:" + server.port() + path);
    }

    private static TransportResponse download(ScriptedServer server) {
        try (JdkHttpTransport transport = withLoopbackAsPublic("127.0.0.1")) {
            return transport.exchange(TransportRequests.download("GET", uri(server, "/crl"), TransportRequests.LONG));
        }
    }

    private static ErrorCode failureOf(String answer) throws IOException {
        try (var server = ScriptedServer.answering(answer)) {
            return assertThrows(TransportException.class, () -> download(server))
                    .code();
        }
    }

    private static ErrorCode failureOf(AcmeTransport transport, TransportRequest request) {
        return assertThrows(TransportException.class, () -> transport.exchange(request))
                .code();
    }

    @Test
    @DisplayName("connects to the address that was checked, and names the host that was asked for")
    void checkedAddress() throws Exception {
        try (var server =
                        ScriptedServer.answering(OK + "Content-Type: application/pkix-crl\nContent-Length: 3\n\nCRL");
                JdkHttpTransport transport = withLoopbackAsPublic("127.0.0.1")) {
            TransportResponse answer = transport.exchange(
                    TransportRequests.download("GET", uri(server, "/a/crl?x=%C3%A4"), TransportRequests.LONG));
            assertEquals(200, answer.status());
            assertEquals(Bytes.ofUtf8("CRL"), answer.body());
            assertEquals("application/pkix-crl", answer.first("content-type").orElseThrow());
            assertEquals(
                    "GET /a/crl?x=%C3%A4 HTTP/1.1\r\nHost: crl.example:" + server.port()
                            + "\r\nConnection: close\r\nAccept: application/pkix-crl\r\n\r\n",
                    server.requests().get(0));
        }
    }

    @Test
    @DisplayName("tries the next checked address when one takes no connection")
    void nextAddress() throws Exception {
        try (var server = ScriptedServer.answering(OK + "Content-Length: 0\n\n");
                JdkHttpTransport transport = withLoopbackAsPublic("127.0.0.9", "::1", "127.0.0.1")) {
            assertEquals(
                    200,
                    transport
                            .exchange(TransportRequests.download("GET", uri(server, ""), TransportRequests.LONG))
                            .status());
            assertTrue(server.requests().get(0).startsWith("GET / HTTP/1.1\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    @DisplayName("refuses a host as soon as one of its addresses is not public, and one without addresses")
    void mixedAddresses(String scheme) throws Exception {
        try (var server = ScriptedServer.answering(OK + "Content-Length: 0\n\n")) {
            URI target = URI.create(scheme + "://crl.example:" + server.port() + "/");
            for (String[] addresses : new String[][] {{"127.0.0.1", "10.0.0.1"}, {"192.168.1.1"}, {}}) {
                try (JdkHttpTransport transport = withLoopbackAsPublic(addresses)) {
                    assertEquals(
                            ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                            failureOf(transport, TransportRequests.download("GET", target, TransportRequests.LONG)));
                }
            }
            assertEquals(List.of(), server.requests());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://localhost:%d/",
                "https://localhost:%d/",
                "http://2130706433:%d/",
                "http://[::1]:%d/",
                "http://[::ffff:127.0.0.1]:%d/",
                "http://0.0.0.0:%d/",
                "http://10.1.2.3:%d/",
                "http://169.254.169.254:%d/latest/meta-data"
            })
    @DisplayName("as it is shipped, refuses this machine and private networks in every spelling")
    void shipped(String template) throws Exception {
        try (var server = ScriptedServer.answering(OK + "Content-Length: 0\n\n");
                AcmeTransport transport =
                        new JdkHttpTransportProvider().open(new TransportConfig(List.of(), ElapsedTime.SYSTEM))) {
            URI uri = URI.create(String.format(template, server.port()));
            assertEquals(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                    failureOf(transport, TransportRequests.download("GET", uri, TransportRequests.LONG)));
            assertEquals(List.of(), server.requests());
        }
    }

    @Test
    @DisplayName("sends nothing but downloads without TLS")
    void postRefused() {
        try (JdkHttpTransport transport = withLoopbackAsPublic("127.0.0.1")) {
            assertEquals(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                    failureOf(
                            transport,
                            TransportRequests.download(
                                    "POST", URI.create("http://crl.example/"), TransportRequests.LONG)));
        }
    }

    @Test
    @DisplayName("reads HEAD, 204, 304 and interim answers as HTTP says")
    void bodiless() throws Exception {
        for (String status : List.of("204 No Content", "304 Not Modified")) {
            try (var server = ScriptedServer.answering("HTTP/1.1 " + status + "\nContent-Length: 5\n\n")) {
                assertEquals(Bytes.EMPTY, download(server).body());
            }
        }
        try (var server = ScriptedServer.answering(OK + "Content-Length: 99999999\n\n");
                JdkHttpTransport transport = withLoopbackAsPublic("127.0.0.1")) {
            assertEquals(
                    Bytes.EMPTY,
                    transport
                            .exchange(TransportRequests.download("HEAD", uri(server, "/"), TransportRequests.LONG))
                            .body());
        }
        try (var server = ScriptedServer.answering(
                "HTTP/1.1 103 Early Hints\nLink: <a>\n\nHTTP/1.1 200\nContent-Length: 1\n\nx")) {
            TransportResponse answer = download(server);
            assertEquals(200, answer.status());
            assertEquals(List.of(), answer.all("Link"));
        }
    }

    @Test
    @DisplayName("returns redirects and refusals and does not follow them")
    void redirect() throws Exception {
        try (var server =
                ScriptedServer.answering("HTTP/1.1 302 Found\nLocation: http://127.0.0.1/\nContent-Length: 0\n\n")) {
            assertEquals(302, download(server).status());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    @DisplayName("puts chunks together, passes over their extensions and trailers")
    void chunks() throws Exception {
        try (var server = ScriptedServer.answering(
                OK + "Transfer-Encoding: Chunked\n\n3;a=b\nabc\nA\n0123456789\n0\nTrailer: x\n\n")) {
            assertEquals(Bytes.ofUtf8("abc0123456789"), download(server).body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\n",
                "HTTP/2 200 OK\n\n",
                "HTTP/1.1 099 Low\n\n",
                "HTTP/1.1 600 High\n\n",
                "HTTP/1.1 2000 Long\n\n",
                "SSH-2.0-OpenSSH\n\n",
                "HTTP/1.1 200 OK\nno colon\n\n",
                "HTTP/1.1 200 OK\n: no name\n\n",
                "HTTP/1.1 200 OK\nBad Name: x\n\n",
                "HTTP/1.1 200 OK\n folded: x\n\n",
                "HTTP/1.1 200 OK\nContent-Length: 5\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length: -5\n\nabcde",
                "HTTP/1.1 200 OK\nContent-Length: +3\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length: 3, 3\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length: 3\nContent-Length: 3\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length: 99999999999999999999\n\nabc",
                "HTTP/1.1 200 OK\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: gzip, chunked\n\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: identity\n\nabc",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n-1\nabc\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n0x3\nabc\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nFFFFFFFFFFFFFFFFF\nabc\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2\nabc\n0\n\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n0\n"
            })
    @DisplayName("refuses what is not one unambiguous answer")
    void malformed(String answer) throws Exception {
        assertEquals(ErrorCode.TRANSPORT_UNREACHABLE, failureOf(answer));
    }

    @Test
    @DisplayName("takes a body at the limit and refuses one octet more, however it is framed")
    void limits() throws Exception {
        int limit = TransportRequests.MAX_BODY;
        for (int size : new int[] {limit, limit + 1}) {
            String body = "x".repeat(size);
            String chunked = "Transfer-Encoding: chunked\n\n1\nx\n" + Integer.toHexString(size - 1) + "\n"
                    + body.substring(1) + "\n0\n\n";
            for (String rest : List.of("\n" + body, "Content-Length: " + size + "\n\n" + body, chunked)) {
                if (size > limit) {
                    assertEquals(ErrorCode.TRANSPORT_TOO_LARGE, failureOf(OK + rest));
                } else {
                    try (var server = ScriptedServer.answering(OK + rest)) {
                        assertEquals(limit, download(server).body().size());
                    }
                }
            }
        }
        assertEquals(ErrorCode.TRANSPORT_TOO_LARGE, failureOf(OK + "Content-Length: 999999999999999999\n\n"));
        assertEquals(ErrorCode.TRANSPORT_TOO_LARGE, failureOf(OK + "Transfer-Encoding: chunked\n\nFFFFFFFFFFFFFFF\n"));
    }

    @Test
    @DisplayName("refuses a header without end, in one line, in many, or as interim answers")
    void endlessHeader() throws Exception {
        for (String piece : List.of("a", "A: b\r\n", "\r\n\r\nHTTP/1.1 100 Continue")) {
            try (var server = new ScriptedServer((input, output, socket) -> {
                output.write("HTTP/1.1 100 Continue\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    output.write(piece.repeat(1000).getBytes(StandardCharsets.US_ASCII));
                }
            })) {
                assertEquals(
                        ErrorCode.TRANSPORT_TOO_LARGE,
                        assertThrows(TransportException.class, () -> download(server))
                                .code());
            }
        }
        assertEquals(
                ErrorCode.TRANSPORT_TOO_LARGE, failureOf(OK + "X: " + "x".repeat(HeaderLimits.MAX_VALUE + 1) + "\n\n"));
    }

    @Test
    @DisplayName("ends an endless body at the limit and hangs up")
    void endlessBody() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var server = new ScriptedServer((input, output, socket) -> {
            output.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            try {
                while (true) {
                    output.write(new byte[8192]);
                }
            } catch (IOException gone) {
                hungUp.countDown();
            }
        })) {
            assertEquals(
                    ErrorCode.TRANSPORT_TOO_LARGE,
                    assertThrows(TransportException.class, () -> download(server))
                            .code());
            assertTrue(hungUp.await(30, TimeUnit.SECONDS));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\nabc"})
    @DisplayName("ends at the deadline when the server falls silent or sends octet by octet, and hangs up")
    void deadline(String beginning) throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var server = new ScriptedServer((input, output, socket) -> {
                    output.write(beginning.getBytes(StandardCharsets.US_ASCII));
                    try {
                        while (true) {
                            output.write('x');
                            output.flush();
                            TimeUnit.MILLISECONDS.sleep(20);
                        }
                    } catch (IOException gone) {
                        hungUp.countDown();
                    }
                });
                JdkHttpTransport transport = withLoopbackAsPublic("127.0.0.1")) {
            assertEquals(
                    ErrorCode.TRANSPORT_TIMEOUT,
                    failureOf(transport, TransportRequests.download("GET", uri(server, "/"), TransportRequests.SHORT)));
            // on a slow machine the deadline may be over before the request was sent
            assertTrue(server.requests().isEmpty() || hungUp.await(30, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("does not wait for a name server beyond the deadline")
    void slowNameServer() throws Exception {
        var answered = new CountDownLatch(1);
        try (var transport = new JdkHttpTransport(
                Optional.empty(),
                ElapsedTime.SYSTEM,
                host -> {
                    try {
                        answered.await();
                    } catch (InterruptedException unexpected) {
                        throw new AssertionError(unexpected);
                    }
                    return List.of();
                },
                address -> true)) {
            assertEquals(
                    ErrorCode.TRANSPORT_TIMEOUT,
                    failureOf(
                            transport,
                            TransportRequests.download(
                                    "GET", URI.create("http://crl.example/"), TransportRequests.SHORT)));
        } finally {
            answered.countDown();
        }
    }

    @Test
    @DisplayName("reports a name without address as unreachable")
    void unknownHost() {
        try (var transport = new JdkHttpTransport(
                Optional.empty(),
                ElapsedTime.SYSTEM,
                host -> {
                    throw new UnknownHostException(host);
                },
                address -> true)) {
            assertEquals(
                    ErrorCode.TRANSPORT_UNREACHABLE,
                    failureOf(
                            transport,
                            TransportRequests.download(
                                    "GET", URI.create("http://crl.example/"), TransportRequests.LONG)));
        }
    }

    @Test
    @DisplayName("is ended by an interrupt and by closing")
    void interruptAndClose() throws Exception {
        for (boolean byInterrupt : new boolean[] {true, false}) {
            var asked = new CountDownLatch(1);
            JdkHttpTransport transport = withLoopbackAsPublic("127.0.0.1");
            try (var server = new ScriptedServer((input, output, socket) -> {
                asked.countDown();
                input.read();
            })) {
                var outcome = new CompletableFuture<ErrorCode>();
                Thread caller = new Thread(() -> outcome.complete(failureOf(
                        transport, TransportRequests.download("GET", uri(server, "/"), TransportRequests.LONG))));
                caller.start();
                assertTrue(asked.await(30, TimeUnit.SECONDS));
                if (byInterrupt) {
                    caller.interrupt();
                } else {
                    transport.close();
                }
                assertEquals(
                        byInterrupt ? ErrorCode.INTERRUPTED : ErrorCode.TRANSPORT_UNREACHABLE,
                        outcome.get(30, TimeUnit.SECONDS));
            } finally {
                transport.close();
            }
        }
    }

    @Test
    @DisplayName("treats a header that would break the request apart as wrong use")
    void headerInjection() {
        try (JdkHttpTransport transport = withLoopbackAsPublic("127.0.0.1")) {
            for (Map<String, String> headers :
                    List.of(Map.of("X", "a\r\nEvil: b"), Map.of("Evil: b\r\nX", "a"), Map.of("", "a"))) {
                var request = new TransportRequest(
                        "GET",
                        URI.create("http://crl.example/"),
                        headers,
                        Bytes.EMPTY,
                        TransportRequests.LONG,
                        1,
                        AddressPolicy.PUBLIC_ONLY);
                assertThrows(IllegalArgumentException.class, () -> transport.exchange(request));
            }
        }
    }
}
