package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.jose.Base64Url;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A request to the kit's ACME server")
class AcmeRequestsTest extends RunningStack {
    static Stream<Arguments> wrongHeaders() {
        return Stream.of(
                wrong("no nonce", h -> h.remove("nonce"), "badNonce"),
                wrong("an invented nonce", h -> h.put("nonce", "AAAA"), "badNonce"),
                wrong("another url", h -> h.put("url", "https://localhost/other"), "malformed"),
                wrong("no url", h -> h.remove("url"), "malformed"),
                wrong("no kid and no jwk", h -> h.remove("kid"), "malformed"),
                wrong("a kid of elsewhere", h -> h.put("kid", "https://localhost/acme/wire/account/x"), "malformed"),
                wrong("an unknown kid", h -> h.put("kid", h.get("kid").asText() + "x"), "accountDoesNotExist"),
                wrong("alg none", h -> h.put("alg", "none"), "badSignatureAlgorithm"),
                wrong("HS256", h -> h.put("alg", "HS256"), "badSignatureAlgorithm"),
                wrong("alg of another key", h -> h.put("alg", "EdDSA"), "malformed"),
                wrong("no alg", h -> h.remove("alg"), "malformed"),
                wrong("jku", h -> h.put("jku", "https://evil.example/"), "malformed"),
                wrong("x5u", h -> h.put("x5u", "https://evil.example/"), "malformed"),
                wrong("crit", h -> h.putArray("crit").add("exp"), "malformed"),
                wrong("b64", h -> h.put("b64", false), "malformed"));
    }

    private static Arguments wrong(String what, Consumer<ObjectNode> spoil, String problem) {
        return arguments(what, spoil, problem);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrongHeaders")
    @DisplayName("is refused for")
    void wrongHeader(String what, Consumer<ObjectNode> spoil, String problem) {
        RawDevice device = device().withAccount();
        RawAnswer answer = device.post(
                device.directory.path("newOrder").asText(),
                Json.write(device.orderPayload()),
                spoil,
                device.accountKey);
        refused(400, problem, answer);
        assertEquals(Optional.of("application/problem+json"), answer.header("Content-Type"));
        assertEquals(
                201,
                device.post(device.directory.path("newOrder").asText(), Json.write(device.orderPayload()))
                        .status(),
                "the answer's nonce serves for another try");
    }

    @Test
    @DisplayName("is refused for both kid and jwk, a bad jwk, a signature by another key, a nonce used twice")
    void keys() {
        RawDevice device = device().withAccount();
        String url = device.directory.path("newOrder").asText();
        refused(
                400,
                "malformed",
                device.post(url, "{}", h -> h.set("jwk", device.accountKey.jwk().json()), device.accountKey));
        refused(400, "malformed", device.post(url, "{}", h -> {}, SigningKey.generate(JwsAlgorithm.ES256)));
        refused(
                400,
                "badPublicKey",
                device.post(
                        device.directory.path("newAccount").asText(),
                        "{}",
                        h -> {
                            h.remove("kid");
                            h.putObject("jwk")
                                    .put("kty", "EC")
                                    .put("crv", "P-256")
                                    .put("x", "AA")
                                    .put("y", "AA");
                        },
                        device.accountKey));
        String used = device.nonce;
        assertEquals(201, device.post(url, Json.write(device.orderPayload())).status());
        refused(400, "badNonce", device.post(url, "{}", h -> h.put("nonce", used), device.accountKey));
        refused(
                400,
                "malformed",
                device.post(
                        url,
                        Json.write(device.orderPayload()),
                        h -> {
                            h.remove("kid");
                            h.set("jwk", device.accountKey.jwk().json());
                        },
                        device.accountKey));
    }

    @Test
    @DisplayName("is refused in another form than flattened JWS of application/jose+json")
    void form() {
        RawDevice device = device().withAccount();
        String url = device.directory.path("newOrder").asText();
        String good = Json.write(device.accountKey.flattened(header(device, url), Bytes.ofUtf8("{}")));
        refused(400, "malformed", device.postSigned(url, "application/json", good));
        refused(400, "malformed", device.postSigned(url, "application/jose+json; charset=utf-8", good));
        refused(400, "malformed", device.postSigned(url, "application/jose+json", "{}"));
        refused(400, "malformed", device.postSigned(url, "application/jose+json", "no json"));
        refused(
                400,
                "malformed",
                device.postSigned(url, "application/jose+json", good.replaceFirst("\\{", "{\"header\":{},")));
        refused(
                400,
                "malformed",
                device.postSigned(
                        url, "application/jose+json", good.replaceFirst("\"payload\":\"", "\"payload\":\"=")));
        refused(
                400,
                "malformed",
                device.postSigned(url, "application/jose+json", good.replaceFirst("\\{", "{\"payload\":\"\",")));
        RawAnswer get = device.http.get(URI.create(url));
        assertEquals(404, get.status());
    }

    private static ObjectNode header(RawDevice device, String url) {
        return Json.object()
                .put("alg", device.accountKey.algorithm().id())
                .put("kid", device.kid)
                .put("nonce", device.nonce)
                .put("url", url);
    }

    @Test
    @DisplayName("for an account gives the same one for the same key, and none after it was deactivated")
    void accounts() {
        RawDevice device = device().withAccount();
        RawAnswer again = device.newAccount();
        assertEquals(200, again.status());
        assertEquals(Optional.of(device.kid), again.header("Location"));
        assertEquals("valid", again.json().path("status").asText());
        assertEquals(device.kid + "/orders", again.json().path("orders").asText());
        RawDevice unknown = device();
        unknown.directory = device.directory;
        unknown.nonce = device.nonce;
        refused(
                400,
                "accountDoesNotExist",
                unknown.postWithKey(device.directory.path("newAccount").asText(), "{\"onlyReturnExisting\":true}"));
        device.nonce = unknown.nonce;
        assertEquals(
                "deactivated",
                device.post(device.kid, "{\"status\":\"deactivated\"}")
                        .json()
                        .path("status")
                        .asText());
        refused(401, "unauthorized", device.post(device.kid, ""));
        refused(401, "unauthorized", device.newAccount());
    }

    @Test
    @DisplayName("for what belongs to another account is refused with 401")
    void foreign() {
        RawDevice alices = device().withProofs();
        RawDevice mallory = device().withAccount();
        String certificate = alices.finalizeOrder(RawCsr.of(alices).sign(SigningKey.generate(JwsAlgorithm.ES256)))
                .json()
                .path("certificate")
                .asText();
        for (String url : new String[] {
            alices.orderUrl,
            alices.order.path("authorizations").get(0).asText(),
            alices.dpop.path("url").asText(),
            alices.order.path("finalize").asText(),
            certificate,
            alices.kid,
            alices.kid + "/orders"
        }) {
            refused(401, "unauthorized", mallory.post(url, ""));
        }
        assertEquals(200, alices.post(certificate, "").status());
        assertEquals(
                alices.orderUrl,
                alices.post(alices.kid + "/orders", "")
                        .json()
                        .path("orders")
                        .get(0)
                        .asText());
    }

    @Test
    @DisplayName("for what is not there is refused")
    void missing() {
        RawDevice device = device().withOrder();
        String base = device.kid.substring(0, device.kid.indexOf("/account/"));
        for (String path :
                new String[] {"/order/x", "/authz/x", "/challenge/x/y", "/certificate/x", "/order/x/finalize"}) {
            refused(400, "malformed", device.post(base + path, ""));
        }
        refused(501, "notImplemented", device.post(base + "/key-change", ""));
        assertEquals(404, device.http.get(URI.create(base + "/nothing")).status());
    }

    static Stream<Arguments> wrongOrders() {
        return Stream.of(
                order("no identifiers", p -> p.remove("identifiers"), "malformed"),
                order("empty identifiers", p -> p.putArray("identifiers"), "malformed"),
                order("the user only", p -> p.withArray("identifiers").remove(0), "malformed"),
                order("the device only", p -> p.withArray("identifiers").remove(1), "malformed"),
                order("two devices", p -> p.withArray("identifiers").set(1, p.at("/identifiers/0")), "malformed"),
                order("a DNS name", p -> p.withArray("identifiers").addObject().put("type", "dns"), "malformed"),
                order("a value that is no JSON", p -> identifier(p, 0).put("value", "no"), "malformed"),
                order("a value that is an object", p -> identifier(p, 0).putObject("value"), "malformed"),
                order("an empty name", p -> change(p, 1, "name", ""), "malformed"),
                order("another name", p -> change(p, 1, "name", "Bob"), "malformed"),
                order("another handle", p -> change(p, 1, "handle", "wireapp://%40bob@wire.example"), "malformed"),
                order("another domain", p -> change(p, 1, "domain", "other.example"), "malformed"),
                order("a client id without !", p -> change(p, 0, "client-id", "wireapp://a@wire.example"), "malformed"),
                order(
                        "a client id of another scheme",
                        p -> change(p, 0, "client-id", "im:a!1@wire.example"),
                        "malformed"),
                order(
                        "a client id of another domain",
                        p -> change(p, 0, "client-id", "wireapp://a!1@o.example"),
                        "rejectedIdentifier"),
                order("a time that is none", p -> p.put("notAfter", "tomorrow"), "malformed"),
                order("an end before the beginning", p -> p.put("notAfter", "2001-01-01T00:00:00Z"), "malformed"));
    }

    private static Arguments order(String what, Consumer<ObjectNode> spoil, String problem) {
        return arguments(what, spoil, problem);
    }

    private static ObjectNode identifier(ObjectNode payload, int index) {
        return (ObjectNode) payload.path("identifiers").get(index);
    }

    private static void change(ObjectNode payload, int index, String member, String value) {
        ObjectNode inner =
                Json.readObject(identifier(payload, index).path("value").asText());
        identifier(payload, index).put("value", Json.write(inner.put(member, value)));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wrongOrders")
    @DisplayName("for an order is refused for")
    void wrongOrder(String what, Consumer<ObjectNode> spoil, String problem) {
        RawDevice device = device().withAccount();
        ObjectNode payload = device.orderPayload();
        spoil.accept(payload);
        refused(400, problem, device.post(device.directory.path("newOrder").asText(), Json.write(payload)));
    }

    @Test
    @DisplayName("for an order without times gives 90 days; after a day the order is invalid")
    void orderTimes() {
        RawDevice device = device().withAccount();
        ObjectNode payload = device.orderPayload();
        payload.remove("notBefore");
        payload.remove("notAfter");
        RawAnswer answer = device.post(device.directory.path("newOrder").asText(), Json.write(payload));
        assertEquals(201, answer.status());
        assertEquals(
                Instant.parse(answer.json().path("notBefore").asText()).plus(Duration.ofDays(90)),
                Instant.parse(answer.json().path("notAfter").asText()));
        String url = answer.header("Location").orElseThrow();
        assertEquals("pending", device.post(url, "").json().path("status").asText());
        stack.clock().advance(Duration.ofHours(25));
        assertEquals("invalid", device.post(url, "").json().path("status").asText());
    }

    @Test
    @DisplayName("for a nonce gives a fresh one each time, by HEAD and by GET")
    void nonces() {
        RawDevice device = device().withAccount();
        URI uri = URI.create(device.directory.path("newNonce").asText());
        RawAnswer head = device.http.send("HEAD", uri, Map.of(), "");
        RawAnswer get = device.http.get(uri);
        assertEquals("200 204", head.status() + " " + get.status());
        assertNotEquals(head.header("Replay-Nonce"), get.header("Replay-Nonce"));
        assertEquals(32, Base64Url.decode(get.header("Replay-Nonce").orElseThrow()).length);
    }

    private static void refused(int status, String problem, RawAnswer answer) {
        assertEquals(status + " " + problem, answer.status() + " " + answer.problem());
        assertTrue(answer.header("Replay-Nonce").isPresent());
    }
}
