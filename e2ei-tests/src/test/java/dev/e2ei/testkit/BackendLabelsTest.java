package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.backend.BackendKeys;
import dev.e2ei.testkit.backend.BackendUser;
import dev.e2ei.testkit.backend.WireBackendServer;
import dev.e2ei.testkit.http.KitEnvironment;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.Jws;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit's backend")
class BackendLabelsTest extends RunningStack {
    static Stream<Arguments> wrongProofs() {
        return Stream.of(
                header("typ", h -> h.put("typ", "JWT"), "client-token-type-error"),
                header("no typ", h -> h.remove("typ"), "client-token-type-error"),
                header("alg none", h -> h.put("alg", "none"), "client-token-unsupported-alg"),
                header("HS256", h -> h.put("alg", "HS256"), "client-token-unsupported-alg"),
                header("RS256", h -> h.put("alg", "RS256"), "client-token-unsupported-alg"),
                header("no jwk", h -> h.remove("jwk"), "client-token-bad-signature"),
                header("alg of another key", h -> h.put("alg", "ES384"), "client-token-bad-signature"),
                header("a private jwk", h -> ((ObjectNode) h.get("jwk")).put("d", "AA"), "client-token-bad-signature"),
                header("crit", h -> h.putArray("crit").add("exp"), "client-token-bad-signature"),
                claim("sub", c -> c.put("sub", "wireapp://other"), "client-token-bad-client-id"),
                claim("nonce", c -> c.put("nonce", "other"), "client-token-bad-nonce"),
                claim("no nonce", c -> c.remove("nonce"), "client-token-bad-nonce"),
                claim("htm", c -> c.put("htm", "GET"), "dpop-htm-mismatch"),
                claim("htu", c -> c.put("htu", "https://wire.example/v7/clients/1/access-token"), "dpop-htu-mismatch"),
                claim("no jti", c -> c.remove("jti"), "client-token-jti-missing"),
                claim("no chal", c -> c.remove("chal"), "client-token-chal-missing"),
                claim("no iat", c -> c.remove("iat"), "client-token-iat-missing"),
                claim("iat", c -> c.put("iat", 99999999999L), "client-token-bad-iat"),
                claim("no nbf", c -> c.remove("nbf"), "not-yet-valid"),
                claim("nbf", c -> c.put("nbf", 99999999999L), "not-yet-valid"),
                claim("no exp", c -> c.remove("exp"), "client-token-exp-missing"),
                claim("exp past", c -> c.put("exp", 1000000000L), "client-token-exp-too-small"),
                claim("exp in 302 s", c -> c.put("exp", c.get("exp").asLong() + 242), "client-token-exp-too-large"),
                claim("handle", c -> c.put("handle", "wireapp://%40bob@wire.example"), "dpop-handle-mismatch"),
                claim("bare handle", c -> c.put("handle", "alice_wire"), "dpop-handle-mismatch"),
                claim("team", c -> c.put("team", "other"), "dpop-team-mismatch"),
                claim("no team", c -> c.remove("team"), "dpop-team-mismatch"),
                claim("name", c -> c.put("name", "Bob"), "dpop-display-name-mismatch"),
                claim("no aud", c -> c.remove("aud"), "token-generation-error"),
                claim("aud list", c -> c.putArray("aud").add("https://a.example"), "token-generation-error"));
    }

    private static Arguments header(String what, Consumer<ObjectNode> spoil, String label) {
        BiConsumer<ObjectNode, ObjectNode> both = (header, claims) -> spoil.accept(header);
        return arguments(what, both, label);
    }

    private static Arguments claim(String what, Consumer<ObjectNode> spoil, String label) {
        BiConsumer<ObjectNode, ObjectNode> both = (header, claims) -> spoil.accept(claims);
        return arguments(what, both, label);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrongProofs")
    @DisplayName("refuses with wire-server's label a proof that is wrong in")
    void wrongProof(String what, BiConsumer<ObjectNode, ObjectNode> spoil, String label) {
        RawDevice device = device().withOrder();
        ObjectNode header = device.proofHeader();
        ObjectNode claims = device.proofClaims(device.backendNonce());
        spoil.accept(header, claims);
        refused(400, label, device.accessToken(device.accountKey.compact(header, claims)));
    }

    @Test
    @DisplayName("takes what is within its limits: null for the team, 300 seconds, a second of skew")
    void limits() {
        RawDevice device = device().withOrder();
        long now = stack.clock().instant().getEpochSecond();
        ObjectNode claims = device.proofClaims(device.backendNonce())
                .putNull("team")
                .put("exp", now + 301)
                .put("iat", now + 1);
        assertEquals(
                200,
                device.accessToken(device.accountKey.compact(device.proofHeader(), claims))
                        .status());
        ObjectNode old = device.proofClaims(device.backendNonce()).put("exp", now - 1);
        assertEquals(
                200,
                device.accessToken(device.accountKey.compact(device.proofHeader(), old))
                        .status());
    }

    @Test
    @DisplayName("gives a nonce by HEAD and GET, takes it once, within five minutes, for its device")
    void nonces() {
        RawDevice device = device().withOrder();
        URI uri = URI.create(stack.backend() + "/clients/" + device.device() + "/nonce");
        RawAnswer head = device.http.send("HEAD", uri, device.bearer(), "");
        RawAnswer get = device.http.send("GET", uri, device.bearer(), "");
        assertEquals("200 204", head.status() + " " + get.status());
        assertEquals(Optional.of("no-store"), get.header("Cache-Control"));
        assertEquals(22, get.header("Replay-Nonce").orElseThrow().length());
        String proof = device.accountKey.compact(
                device.proofHeader(),
                device.proofClaims(get.header("Replay-Nonce").orElseThrow()));
        assertEquals(200, device.accessToken(proof).status());
        refused(400, "client-token-bad-nonce", device.accessToken(proof));
        String late = device.backendNonce();
        stack.clock().advance(Duration.ofSeconds(301));
        refused(
                400,
                "client-token-bad-nonce",
                device.accessToken(device.accountKey.compact(device.proofHeader(), device.proofClaims(late))));
    }

    @Test
    @DisplayName("wants to know who asks, and for which device")
    void authentication() {
        RawDevice device = device().withOrder();
        URI uri = URI.create(stack.backend() + "/clients/" + device.device() + "/nonce");
        refused(401, "invalid-credentials", device.http.send("GET", uri, Map.of(), ""));
        refused(401, "invalid-credentials", device.http.send("GET", uri, Map.of("Authorization", "Bearer x"), ""));
        URI upper = URI.create(stack.backend() + "/clients/00FF/nonce");
        refused(400, "invalid-client-id", device.http.send("GET", upper, device.bearer(), ""));
        refused(400, "client-token-parse-error", device.accessToken("no token"));
        assertEquals(
                404,
                device.http
                        .send("GET", URI.create(stack.backend() + "/self"), device.bearer(), "")
                        .status());
        assertEquals(405, device.http.send("PUT", uri, device.bearer(), "").status());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"not-a-team-user, '', alice", "missing-handle, team, ''"})
    @DisplayName("refuses users that are not ready for certificates:")
    void users(String label, String team, String handle) {
        try (WireBackendServer backend =
                new WireBackendServer("wire.example", BackendKeys.stock(), Optional.empty(), KitEnvironment.system())) {
            String bearer = backend.add(new BackendUser(
                    alice.id(),
                    handle.isEmpty() ? Optional.empty() : Optional.of(alice.handle()),
                    "Alice",
                    team.isEmpty() ? Optional.empty() : Optional.of(team)));
            RawAnswer answer = new RawHttp(stack)
                    .send(
                            "POST",
                            URI.create(backend.base() + "/clients/1/access-token"),
                            Map.of("Authorization", "Bearer " + bearer, "DPoP", "x"),
                            "");
            refused(400, label, answer);
        }
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @DisplayName("signs by the key that it is set up to have")
    @CsvSource({
        "ES256, STOCK_BACKEND_KEY, ES256",
        "EDDSA, STOCK_BACKEND_KEY, invalid-backend-keys",
        "ES512, STOCK_BACKEND_KEY, invalid-backend-keys",
        "EDDSA, BACKEND_KEY_FOR_EACH_ALGORITHM, EdDSA",
        "ES384, BACKEND_KEY_FOR_EACH_ALGORITHM, ES384",
        "ES512, BACKEND_KEY_FOR_EACH_ALGORITHM, ES512",
        "EDDSA, NO_CRL, ES256"
    })
    void keys(JwsAlgorithm proof, StackOption option, String expected) {
        try (WireStack other = WireStack.start(option)) {
            RawDevice device = new RawDevice(other, other.user("bob_wire", "Bob"), proof).withOrder();
            RawAnswer answer = device.accessToken(
                    device.accountKey.compact(device.proofHeader(), device.proofClaims(device.backendNonce())));
            String seen = answer.status() == 200
                    ? Jws.parseCompact(Json.text(answer.json(), "token"))
                            .header()
                            .path("alg")
                            .asText()
                    : Json.text(answer.json(), "label");
            assertEquals(expected, seen);
        }
    }

    private static void refused(int status, String label, RawAnswer answer) {
        assertEquals(status, answer.status(), answer.body());
        assertEquals(label, answer.json().path("label").asText());
        assertEquals(status, answer.json().path("code").asInt());
        assertTrue(answer.json().has("message"));
    }
}
