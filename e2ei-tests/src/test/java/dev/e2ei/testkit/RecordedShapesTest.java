package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.Jws;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import dev.e2ei.testkit.jose.Vectors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The kit's answers have the shape of a real step-ca's, recorded from")
class RecordedShapesTest {
    /** What does not depend on when and where it was said: status, headers, members with their kinds, text that is fixed. */
    private record Shape(int status, Map<String, String> headers, String body) {}

    private static JsonNode recording(String file) throws IOException {
        return new JsonMapper().readTree(Vectors.read("acme/" + file + ".json"));
    }

    private static String step(String url) {
        String path = url.replaceFirst("https://localhost:\\d+", "");
        return path.replaceAll("/[A-Za-z0-9]{32}", "/ID");
    }

    private static String body(JsonNode json) {
        if (json.isObject()) {
            List<String> members = new ArrayList<>();
            for (Map.Entry<String, JsonNode> member : json.properties()) {
                members.add(member.getKey() + "=" + body(member.getValue()));
            }
            return members.toString();
        }
        if (json.isArray()) {
            List<String> elements = new ArrayList<>();
            json.forEach(element -> elements.add(body(element)));
            return elements.toString();
        }
        String text = json.asText();
        if (text.startsWith("{")) {
            return body(Json.readObject(text));
        }
        return json.getNodeType() + ":" + general(text);
    }

    private static String general(String text) {
        return text.replaceAll("localhost:\\d+", "HOST")
                .replaceAll("/realms/\\w+", "/realms/REALM")
                .replaceFirst("^http:", "https:")
                .replaceAll("/[A-Za-z0-9]{32}", "/ID")
                .replaceFirst("^[A-Za-z0-9]{32}$", "TOKEN")
                .replaceAll("clients/[0-9a-f]+/", "clients/DEVICE/")
                .replaceAll("wireapp://[\\w-]{22}![0-9a-f]+@", "wireapp://CLIENT@")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ", "SECONDS")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{1,9}Z", "FRACTION");
    }

    private static Shape shape(int status, Map<String, String> headers, String body) {
        Map<String, String> general = new TreeMap<>();
        headers.forEach((name, value) -> general.put(
                name.toLowerCase(java.util.Locale.ROOT),
                switch (name.toLowerCase(java.util.Locale.ROOT)) {
                    case "content-type", "cache-control", "link", "location" -> general(value);
                    case "replay-nonce" -> "base64url of " + value.length() + " characters";
                    default -> "there";
                }));
        String said = body.startsWith("{")
                ? body(Json.readObject(body))
                : body.replaceAll("[A-Za-z0-9+/=\\n]{60,}", " OCTETS ");
        return new Shape(status, general, said);
    }

    private static Map<String, Shape> ours() {
        Map<String, Shape> seen = new LinkedHashMap<>();
        try (WireStack stack = WireStack.start(StackOption.CRL_IN_INTERMEDIATE)) {
            StackUser alice = stack.user("alice_wire", "Alice Smith");
            RawHttp http = new RawHttp(stack) {
                @Override
                RawAnswer send(String method, java.net.URI uri, Map<String, String> headers, String body) {
                    RawAnswer answer = super.send(method, uri, headers, body);
                    if (uri.getPath().startsWith("/acme")) {
                        Map<String, String> flat = new TreeMap<>();
                        answer.headers().map().forEach((name, values) -> flat.put(name, values.get(0)));
                        String type = answer.body().contains("wire-oidc-01") ? " oidc" : "";
                        seen.putIfAbsent(
                                method + " " + step(uri.toString()) + type,
                                shape(answer.status(), flat, answer.body()));
                    }
                    return answer;
                }
            };
            RawDevice device = new RawDevice(stack, alice, JwsAlgorithm.ES256, http).withOrder();
            device.proveDevice(device.accessToken());
            device.proveUser(device.idToken());
            device.post(device.orderUrl, "");
            RawAnswer finalized = device.finalizeOrder(RawCsr.of(device).sign(SigningKey.generate(JwsAlgorithm.ES256)));
            device.post(finalized.json().path("certificate").asText(), "");
        }
        return seen;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"cc10-suite1", "cc10-suite2", "cc10-suite5", "cc10-suite7"})
    @DisplayName("core-crypto 10, all headers:")
    void allHeaders(String file) throws IOException {
        Map<String, Shape> real = new LinkedHashMap<>();
        for (JsonNode exchange : recording(file).path("exchanges")) {
            Map<String, String> headers = new TreeMap<>();
            exchange.path("responseHeaders")
                    .forEach(header ->
                            headers.put(header.get(0).asText(), header.get(1).asText()));
            String body = exchange.path("response").asText();
            String type = body.contains("wire-oidc-01") ? " oidc" : "";
            real.put(
                    exchange.path("method").asText() + " "
                            + step(exchange.path("url").asText()) + type,
                    shape(exchange.path("status").asInt(), headers, body.equals("0 octets") ? "" : body));
        }
        assertEquals(10, real.size());
        compare(real, ours());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"suite1", "suite2", "suite3"})
    @DisplayName("core-crypto 9, the order looked at before it is finalized:")
    void chosenHeaders(String file) throws IOException {
        Map<String, Shape> real = new LinkedHashMap<>();
        for (JsonNode exchange : recording(file).path("exchanges")) {
            if (exchange.path("url").asText().startsWith("https://localhost")) {
                Map<String, String> headers = new TreeMap<>();
                exchange.path("headers")
                        .properties()
                        .forEach(header ->
                                headers.put(header.getKey(), header.getValue().asText()));
                JsonNode json = exchange.path("body");
                String body = json.isObject() ? Json.write(json) : json.asText();
                String type = body.contains("wire-oidc-01") ? " oidc" : "";
                real.put(
                        exchange.path("method").asText() + " "
                                + step(exchange.path("url").asText()) + type,
                        shape(exchange.path("status").asInt(), headers, body));
            }
        }
        assertTrue(real.containsKey("POST /acme/wire/order/ID"));
        compare(real, ours());
    }

    private static void compare(Map<String, Shape> real, Map<String, Shape> ours) {
        real.forEach((step, expected) -> {
            Shape got = ours.get(step);
            assertTrue(got != null, () -> step + " is missing in " + ours.keySet());
            assertEquals(expected.status(), got.status(), step);
            assertEquals(expected.body(), got.body(), step);
            // The older recordings hold some of the headers only.
            expected.headers()
                    .forEach((name, value) -> assertEquals(value, got.headers().get(name), step + " " + name));
            if (expected.headers().containsKey("date")) {
                assertEquals(expected.headers().keySet(), got.headers().keySet(), step);
            }
        });
    }

    @Test
    @DisplayName("the access token: header, claims and their order")
    void accessToken() throws IOException {
        for (JsonNode exchange : recording("suite2").path("exchanges")) {
            if (exchange.path("url").asText().startsWith("/clients/")) {
                ObjectNode answer = Json.readObject(exchange.path("body").asText());
                try (WireStack stack = WireStack.start()) {
                    RawDevice device = new RawDevice(stack, stack.user("alice_wire", "Alice Smith"), JwsAlgorithm.ES256)
                            .withOrder();
                    String proof =
                            device.accountKey.compact(device.proofHeader(), device.proofClaims(device.backendNonce()));
                    ObjectNode ours = device.accessToken(proof).json();
                    assertEquals(names(answer), names(ours));
                    Jws real = Jws.parseCompact(answer.path("token").asText());
                    Jws got = Jws.parseCompact(ours.path("token").asText());
                    assertEquals(names(real.header()), names(got.header()));
                    assertEquals(names(real.claims()), names(got.claims()));
                    assertEquals(
                            real.claims().path("exp").asLong()
                                    - real.claims().path("iat").asLong(),
                            got.claims().path("exp").asLong()
                                    - got.claims().path("iat").asLong());
                    return;
                }
            }
        }
        throw new AssertionError("no access token was recorded");
    }

    @Test
    @DisplayName("the id token: no claim of Keycloak's is missing that somebody could look at")
    void idToken() throws IOException {
        for (JsonNode exchange : recording("suite2").path("exchanges")) {
            if (exchange.has("idToken")) {
                try (WireStack stack = WireStack.start()) {
                    RawDevice device = new RawDevice(stack, stack.user("alice_wire", "Alice Smith"), JwsAlgorithm.ES256)
                            .withOrder();
                    Jws real = Jws.parseCompact(exchange.path("idToken").asText());
                    Jws ours = Jws.parseCompact(device.idToken());
                    TreeSet<String> missing = new TreeSet<>(names(real.claims()));
                    missing.removeAll(names(ours.claims()));
                    assertEquals(new TreeSet<>(List.of("at_hash", "email", "family_name", "given_name")), missing);
                    assertEquals(names(real.header()), names(ours.header()));
                    return;
                }
            }
        }
        throw new AssertionError("no id token was recorded");
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"suite1", "suite2", "suite3", "cc10-suite5", "cc10-suite7"})
    @DisplayName("the certificates: subject, extensions, names and their order in")
    void certificates(String file) throws Exception {
        List<X509Certificate> real = chain(recording(file).path("chain").asText());
        // The older recordings were made with the list's address in the intermediate too.
        StackOption[] options =
                file.startsWith("cc10") ? new StackOption[0] : new StackOption[] {StackOption.CRL_IN_INTERMEDIATE};
        try (WireStack stack = WireStack.start(options)) {
            RawDevice device = new RawDevice(stack, stack.user("alice_wire", "Alice Smith"), JwsAlgorithm.ES256);
            List<X509Certificate> ours = chain(device.enroll(SigningKey.generate(JwsAlgorithm.ES256)));
            assertEquals(real.size(), ours.size());
            for (int i = 0; i < real.size(); i++) {
                X509Certificate expected = real.get(i);
                X509Certificate got = ours.get(i);
                assertEquals(expected.getSubjectX500Principal(), got.getSubjectX500Principal());
                assertEquals(expected.getIssuerX500Principal(), got.getIssuerX500Principal());
                assertEquals(expected.getCriticalExtensionOIDs(), got.getCriticalExtensionOIDs());
                assertEquals(expected.getNonCriticalExtensionOIDs(), got.getNonCriticalExtensionOIDs());
                assertEquals(expected.getSigAlgOID(), got.getSigAlgOID());
                for (String same :
                        List.of("2.5.29.15", "2.5.29.37", "2.5.29.19", "2.5.29.30", "1.3.6.1.4.1.37476.9000.64.1")) {
                    assertEquals(hex(expected, same), hex(got, same), same);
                }
            }
            assertEquals(names(real.get(0)).get(0), names(ours.get(0)).get(0), "the handle comes first");
            assertTrue(names(real.get(0)).get(1).contains("%21")
                    && names(ours.get(0)).get(1).contains("%21"));
        }
    }

    private static List<String> names(X509Certificate leaf) throws Exception {
        return leaf.getSubjectAlternativeNames().stream()
                .map(name -> name.get(1).toString())
                .toList();
    }

    private static String hex(X509Certificate certificate, String extension) {
        byte[] value = certificate.getExtensionValue(extension);
        return value == null ? "none" : java.util.HexFormat.of().formatHex(value);
    }

    private static List<X509Certificate> chain(String pem) throws Exception {
        List<X509Certificate> chain = new ArrayList<>();
        CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                .forEach(certificate -> chain.add((X509Certificate) certificate));
        return chain;
    }
}
