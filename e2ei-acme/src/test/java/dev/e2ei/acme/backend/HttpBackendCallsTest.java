package dev.e2ei.acme.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.e2ei.acme.http.JdkHttpTransportProvider;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.HttpWireBackend;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.error.BackendRefusedException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Wire's backend over HTTP")
@Timeout(60)
class HttpBackendCallsTest {
    private static final ClientId ALICE =
            ClientId.parse("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:0059bc6ab12f2846@wire.example");
    private static final String PROOF = "header.claims.signature";

    private final AcmeTransport transport =
            new JdkHttpTransportProvider().open(new TransportConfig(List.of(), ElapsedTime.SYSTEM));
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    private final Map<String, Reply> replies = new HashMap<>();
    private HttpServer server;

    /** Status, body, and the header Replay-Nonce for each value. */
    private record Reply(int status, String body, List<String> nonces) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        transport.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        int length = exchange.getRequestBody().readAllBytes().length;
        requests.add(method + " " + exchange.getRequestURI() + " " + length);
        headers.add(Map.copyOf(exchange.getRequestHeaders()));
        Reply reply = replies.get(method);
        reply.nonces().forEach(nonce -> exchange.getResponseHeaders().add("Replay-Nonce", nonce));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        boolean bodiless = method.equals("HEAD") || body.length == 0;
        exchange.sendResponseHeaders(reply.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private HttpBackendCalls backend(String path) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return new HttpBackendCalls(
                new HttpWireBackend(base, () -> Map.of("Authorization", "Bearer secret", "Z-Connection", "c1")),
                transport);
    }

    private void reply(String method, int status, String body, String... nonces) {
        replies.put(method, new Reply(status, body, List.of(nonces)));
    }

    @ParameterizedTest
    @CsvSource({"/v7, 200", "/v7/, 200", "'', 204", "/, 204"})
    @DisplayName("fetches the nonce with HEAD, as the user, for the device without leading zeros")
    void nonce(String path, int status) {
        reply("HEAD", status, "", "Nn_-1");
        assertEquals("Nn_-1", backend(path).nonce(ALICE));
        String prefix = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        assertEquals(List.of("HEAD " + prefix + "/clients/59bc6ab12f2846/nonce 0"), requests);
        assertEquals(List.of("Bearer secret"), headers.get(0).get("Authorization"));
        assertEquals(List.of("c1"), headers.get(0).get("Z-connection"));
    }

    @Test
    @DisplayName("falls back to GET where HEAD is not allowed")
    void fallback() {
        reply("HEAD", 405, "", "not-this");
        reply("GET", 204, "", "n2");
        assertEquals("n2", backend("/v7").nonce(ALICE));
        assertEquals(2, requests.size());
        reply("GET", 405, "{\"label\":\"no\"}");
        assertEquals(
                Optional.of("no"),
                assertThrows(BackendRefusedException.class, () -> backend("/v7").nonce(ALICE))
                        .label());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with blank", "a+b", "\u00e4", "n=", "a,b"})
    @DisplayName("refuses a nonce that is not base64url")
    void badNonce(String nonce) {
        reply("HEAD", 200, "", nonce);
        AcmeProtocolException refusal =
                assertThrows(AcmeProtocolException.class, () -> backend("").nonce(ALICE));
        assertEquals(EnrollmentStep.BACKEND_NONCE, refusal.step().orElseThrow());
    }

    @Test
    @DisplayName("refuses an answer without a nonce, and one with two")
    void nonceCount() {
        reply("HEAD", 200, "");
        assertThrows(AcmeProtocolException.class, () -> backend("").nonce(ALICE));
        reply("HEAD", 200, "", "a", "b");
        assertThrows(AcmeProtocolException.class, () -> backend("").nonce(ALICE));
    }

    @Test
    @DisplayName("trades the proof for the access token, sent as it is in the header DPoP with an empty body")
    void accessToken() {
        reply("POST", 200, "{\"token\":\"a.b.c\",\"type\":\"DPoP\",\"expires_in\":360}");
        assertEquals("a.b.c", backend("/v7").accessToken(ALICE, PROOF));
        assertEquals(List.of("POST /v7/clients/59bc6ab12f2846/access-token 0"), requests);
        assertEquals(List.of(PROOF), headers.get(0).get("Dpop"));
        assertEquals(List.of("Bearer secret"), headers.get(0).get("Authorization"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "<html>",
                "{\"token\":7}",
                "{\"token\":null}",
                "{\"token\":\"\"}",
                "{\"token\":\"a\",\"token\":\"b\"}",
                "{\"token\":\"a.b.c\",\"type\":\"Bearer\"}",
                "{\"token\":\"a.b.c\",\"type\":7}"
            })
    @DisplayName("refuses an answer that is not an access token for DPoP, without repeating it")
    void badAccessToken(String body) {
        reply("POST", 200, body);
        AcmeProtocolException refusal =
                assertThrows(AcmeProtocolException.class, () -> backend("").accessToken(ALICE, PROOF));
        assertEquals(EnrollmentStep.ACCESS_TOKEN, refusal.step().orElseThrow());
        assertFalse(refusal.getMessage().contains("a.b.c"), refusal.getMessage());
    }

    @Test
    @DisplayName("refuses a token longer than any token is, and a body over 1 MiB")
    void huge() {
        reply("POST", 200, "{\"token\":\"" + "a".repeat(70_000) + "\"}");
        assertThrows(AcmeProtocolException.class, () -> backend("").accessToken(ALICE, PROOF));
        reply("POST", 200, "{\"token\":\"" + "a".repeat(1 << 20) + "\"}");
        assertEquals(
                ErrorCode.TRANSPORT_TOO_LARGE,
                assertThrows(TransportException.class, () -> backend("").accessToken(ALICE, PROOF))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "client-token-parse-error",
                "client-token-type-error",
                "client-token-unsupported-alg",
                "client-token-bad-signature",
                "client-token-bad-client-id",
                "client-token-bad-nonce",
                "dpop-htm-mismatch",
                "client-token-bad-method",
                "dpop-htu-mismatch",
                "client-token-bad-uri",
                "client-token-jti-missing",
                "client-token-chal-missing",
                "client-token-iat-missing",
                "client-token-bad-iat",
                "not-yet-valid",
                "client-token-exp-missing",
                "client-token-exp-too-small",
                "client-token-exp-too-large",
                "dpop-handle-mismatch",
                "dpop-team-mismatch",
                "dpop-display-name-mismatch",
                "invalid-backend-keys",
                "not-a-team-user",
                "missing-handle"
            })
    @DisplayName("hands on the backend's label, and knows which of them a new attempt mends")
    void labels(String label) {
        reply("POST", 400, "{\"code\":400,\"message\":\"about Alice\",\"label\":\"" + label + "\"}");
        BackendRefusedException refusal =
                assertThrows(BackendRefusedException.class, () -> backend("").accessToken(ALICE, PROOF));
        assertEquals(Optional.of(label), refusal.label());
        assertEquals(400, refusal.httpStatus());
        assertEquals(label.equals("client-token-bad-nonce"), refusal.retryable());
        assertFalse(refusal.getMessage().contains("Alice"), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"label\":\"no-server-key-bundle\"} | no-server-key-bundle",
                "500 | {\"label\":\"misconfigured-request-url\"} | misconfigured-request-url",
                "400 | {\"label\":7} | ",
                "400 | {\"label\":\"<b>Alice Smith</b>\"} | ",
                "400 | {} | ",
                "502 | <html>Bad Gateway</html> | ",
                "429 | '' | ",
                "302 | '' | ",
                "201 | {\"token\":\"a.b.c\"} | "
            })
    @DisplayName("copes with refusals that are no Wire errors")
    void refusals(int status, String body, String label) {
        reply("POST", status, body);
        BackendRefusedException refusal =
                assertThrows(BackendRefusedException.class, () -> backend("").accessToken(ALICE, PROOF));
        assertEquals(status, refusal.httpStatus());
        assertEquals(Optional.ofNullable(label), refusal.label());
        assertEquals(EnrollmentStep.ACCESS_TOKEN, refusal.step().orElseThrow());
        assertEquals(status >= 500 || status == 429, refusal.retryable());
    }

    @Test
    @DisplayName("sends neither proof nor password over http to another machine")
    void cleartext() {
        var abroad = new HttpBackendCalls(
                new HttpWireBackend(URI.create("http://wire.example/v7"), () -> Map.of("Authorization", "x")),
                transport);
        assertEquals(
                ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                assertThrows(TransportException.class, () -> abroad.nonce(ALICE))
                        .code());
    }

    @Test
    @DisplayName("asks the host for its headers before each call")
    void freshHeaders() {
        reply("HEAD", 200, "", "n");
        var calls = new AtomicInteger();
        var backend = new HttpBackendCalls(
                new HttpWireBackend(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                        () -> Map.of("Authorization", "Bearer " + calls.incrementAndGet())),
                transport);
        backend.nonce(ALICE);
        backend.nonce(ALICE);
        assertEquals(List.of("Bearer 1"), headers.get(0).get("Authorization"));
        assertEquals(List.of("Bearer 2"), headers.get(1).get("Authorization"));
        assertTrue(headers.stream().noneMatch(sent -> sent.containsKey("Dpop")));
    }
}
