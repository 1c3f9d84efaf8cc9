package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The transport jdk-http")
class JdkHttpTransportTest extends TransportFixture {
    @Test
    @DisplayName("carries status, headers and body as they are, with names in any case")
    void carries() throws Exception {
        try (var server = ScriptedServer.answering(
                "HTTP/1.1 201 Created\nReplay-Nonce: n1\nLink: <a>\nLink: <b>\nContent-Length: 2\n\nok")) {
            TransportResponse answer =
                    transport.exchange(TransportRequests.post(server.uri("/new?x=1"), "application/jose+json", "{}"));
            assertEquals(201, answer.status());
            assertEquals(Bytes.ofUtf8("ok"), answer.body());
            assertEquals("n1", answer.first("replay-nonce").orElseThrow());
            assertEquals(List.of("<a>", "<b>"), answer.all("LINK"));
            String head = server.requests().get(0).toLowerCase(Locale.ROOT);
            assertTrue(head.startsWith("post /new?x=1 http/1.1\r\n"), head);
            assertTrue(head.contains("\r\ncontent-type: application/jose+json\r\n"), head);
            assertTrue(head.contains("\r\ncontent-length: 2\r\n"), head);
            assertFalse(head.contains("accept-encoding"), "compressed answers are never asked for");
            assertFalse(head.contains("upgrade"), "HTTP/2 is not asked for without TLS");
            assertFalse(head.contains("cookie"), head);
        }
    }

    @Test
    @DisplayName("sends a POST without body with length 0, and HEAD without waiting for a body")
    void withoutBody() throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\nReplay-Nonce: n\nContent-Length: 999999\n\n")) {
            assertEquals(
                    Bytes.EMPTY,
                    transport
                            .exchange(new TransportRequest(
                                    "HEAD",
                                    server.uri("/"),
                                    Map.of(),
                                    Bytes.EMPTY,
                                    TransportRequests.LONG,
                                    0,
                                    AddressPolicy.ANY))
                            .body());
        }
        try (var server = ScriptedServer.answering("HTTP/1.1 204 No Content\n\n")) {
            assertEquals(
                    204,
                    transport
                            .exchange(TransportRequests.post(server.uri("/"), "a/b", ""))
                            .status());
            assertTrue(server.requests().get(0).toLowerCase(Locale.ROOT).contains("content-length: 0\r\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @DisplayName("returns a redirect and does not follow it")
    void redirect(int status) throws Exception {
        try (var target = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
                var server = ScriptedServer.answering("HTTP/1.1 " + status + " Gone\nLocation: " + target.uri("/x")
                        + "\nConnection: close\nContent-Length: 0\n\n")) {
            assertEquals(
                    status,
                    transport.exchange(TransportRequests.get(server.uri("/"))).status());
            assertEquals(
                    status,
                    transport
                            .exchange(TransportRequests.post(server.uri("/"), "a/b", "x"))
                            .status());
            assertEquals(List.of(), target.requests());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 407, 404, 429, 500, 503})
    @DisplayName("returns a refusal as an answer, asks nobody for a password and does not repeat the request")
    void refusal(int status) throws Exception {
        try (var server = ScriptedServer.answering(
                "HTTP/1.1 " + status + " No\nWWW-Authenticate: Basic realm=\"x\"\nContent-Length: 1\n\n!")) {
            assertEquals(
                    status,
                    transport
                            .exchange(TransportRequests.post(server.uri("/"), "a/b", "x"))
                            .status());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    @DisplayName("keeps no cookies")
    void cookies() throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\nSet-Cookie: a=b; Path=/\nContent-Length: 0\n\n")) {
            transport.exchange(TransportRequests.get(server.uri("/")));
            transport.exchange(TransportRequests.get(server.uri("/")));
            assertFalse(server.requests().get(1).toLowerCase(Locale.ROOT).contains("cookie"));
        }
    }

    @Test
    @DisplayName("takes a body at the limit and refuses one octet more")
    void limit() throws Exception {
        String full = "x".repeat(TransportRequests.MAX_BODY);
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\n\n" + full)) {
            assertEquals(
                    TransportRequests.MAX_BODY,
                    transport
                            .exchange(TransportRequests.get(server.uri("/")))
                            .body()
                            .size());
        }
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\n\n" + full + "x")) {
            assertEquals(ErrorCode.TRANSPORT_TOO_LARGE, failureOf(TransportRequests.get(server.uri("/"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
            })
    @DisplayName("ends an endless body at the limit, whatever its header says, and hangs up")
    void endless(String head) throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var server = new ScriptedServer((input, output, socket) -> {
            output.write(head.getBytes(StandardCharsets.US_ASCII));
            try {
                writeForEver(output);
            } catch (java.io.IOException gone) {
                hungUp.countDown();
            }
        })) {
            assertEquals(ErrorCode.TRANSPORT_TOO_LARGE, failureOf(TransportRequests.get(server.uri("/"))));
            assertTrue(hungUp.await(30, TimeUnit.SECONDS), "the connection is closed");
        }
    }

    private static void writeForEver(OutputStream output) throws java.io.IOException {
        byte[] block = new byte[8192];
        while (true) {
            output.write(block);
        }
    }

    @Test
    @DisplayName("takes a compressed body as octets")
    void gzip() throws Exception {
        try (var server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n\u001f\u008b\u0008")) {
            assertEquals(
                    Bytes.of((byte) 0x1f, (byte) 0x8b, (byte) 8),
                    transport.exchange(TransportRequests.get(server.uri("/"))).body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nab",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                "nonsense",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"
            })
    @DisplayName("tells a broken answer from a whole one, also when the server only closes its half")
    void broken(String answer) throws Exception {
        try (var server = new ScriptedServer((input, output, socket) -> {
            output.write(answer.getBytes(StandardCharsets.US_ASCII));
            output.flush();
            socket.shutdownOutput();
            input.read();
        })) {
            assertEquals(ErrorCode.TRANSPORT_UNREACHABLE, failureOf(TransportRequests.get(server.uri("/"))));
        }
    }

    @Test
    @DisplayName("reports a reset, a closed port and a name without address as unreachable")
    void unreachable() throws Exception {
        int closedPort;
        try (var server = new ScriptedServer((input, output, socket) -> socket.setSoLinger(true, 0))) {
            closedPort = server.port();
            assertEquals(ErrorCode.TRANSPORT_UNREACHABLE, failureOf(TransportRequests.get(server.uri("/"))));
        }
        assertEquals(
                ErrorCode.TRANSPORT_UNREACHABLE,
                failureOf(TransportRequests.get(URI.create("http://127.0.0.1:" + closedPort + "/"))));
        assertEquals(
                ErrorCode.TRANSPORT_UNREACHABLE,
                failureOf(TransportRequests.get(URI.create("https://nobody.invalid/"))));
    }

    @Test
    @DisplayName("refuses a header value over 8 KiB and a header over 64 KiB, and takes what is just within")
    void hugeHeader() throws Exception {
        String start = "HTTP/1.1 200 OK\nContent-Length: 0\nConnection: close\n";
        for (int length : new int[] {8 * 1024, 8 * 1024 + 1}) {
            try (var server = ScriptedServer.answering(start + "Replay-Nonce: " + "n".repeat(length) + "\n\n")) {
                TransportRequest request = TransportRequests.get(server.uri("/"));
                if (length == 8 * 1024) {
                    assertEquals(
                            length,
                            transport
                                    .exchange(request)
                                    .first("Replay-Nonce")
                                    .orElseThrow()
                                    .length());
                } else {
                    assertEquals(ErrorCode.TRANSPORT_TOO_LARGE, failureOf(request));
                }
            }
        }
        String many = ("X-A: " + "a".repeat(8000) + "\n").repeat(9);
        try (var server = ScriptedServer.answering(start + many + "\n")) {
            assertEquals(ErrorCode.TRANSPORT_TOO_LARGE, failureOf(TransportRequests.get(server.uri("/"))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "http://127.0.0.1.example.com/",
                "http://127.1/",
                "http://10.0.0.1/",
                "http://[::2]/",
                "http://user@127.0.0.1/",
                "https://user:word@localhost/",
                "ftp://127.0.0.1/",
                "file:///etc/passwd",
                "https:///path",
                "jar:http://127.0.0.1/x!/y",
                "/relative"
            })
    @DisplayName("refuses an address that is neither https nor http to this machine")
    void addresses(String uri) {
        assertEquals(ErrorCode.TRANSPORT_ADDRESS_REFUSED, failureOf(TransportRequests.get(URI.create(uri))));
    }

    @Test
    @DisplayName("treats another method, or a header that HTTP keeps for itself, as wrong use")
    void wrongUse() {
        URI uri = URI.create("http://127.0.0.1:1/");
        for (Map<String, String> headers : List.of(Map.of("Host", "evil"), Map.of("X", "a\r\nEvil: b"))) {
            var request = new TransportRequest(
                    "GET", uri, headers, Bytes.EMPTY, TransportRequests.LONG, 1, AddressPolicy.ANY);
            assertThrows(IllegalArgumentException.class, () -> transport.exchange(request));
        }
        var put = new TransportRequest("PUT", uri, Map.of(), Bytes.EMPTY, TransportRequests.LONG, 1, AddressPolicy.ANY);
        assertThrows(IllegalArgumentException.class, () -> transport.exchange(put));
    }

    @Test
    @DisplayName("never shows the query of an address in a failure")
    void noQueryInMessages() throws Exception {
        try (var server = ScriptedServer.answering("")) {
            TransportException failure = assertThrows(
                    TransportException.class,
                    () -> transport.exchange(TransportRequests.get(server.uri("/path?token=geheim"))));
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertFalse(String.valueOf(cause.getMessage()).contains("geheim"), cause.toString());
            }
        }
    }
}
