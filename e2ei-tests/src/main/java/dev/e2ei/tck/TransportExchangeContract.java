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
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an HTTP transport has to do with requests and answers that are as they should be. */
public abstract class TransportExchangeContract {
    static final int MAX_BODY = 1000;

    static final Duration LONG = Duration.ofSeconds(60);

    static final String OK = "HTTP/1.1 200 OK\nConnection: close\n";

    AcmeTransport transport;

    /** For subclasses. */
    protected TransportExchangeContract() {}

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

    static TransportRequest request(String method, URI uri, String body) {
        Map<String, String> headers = body.isEmpty() ? Map.of() : Map.of("Content-Type", "application/jose+json");
        return new TransportRequest(method, uri, headers, Bytes.ofUtf8(body), LONG, MAX_BODY, AddressPolicy.ANY);
    }

    final ErrorCode codeOf(TransportRequest request) {
        return assertThrows(TransportException.class, () -> transport.exchange(request))
                .code();
    }

    final void assertFails(ErrorCode code, TransportRequest request) {
        assertEquals(code, codeOf(request));
    }
}
