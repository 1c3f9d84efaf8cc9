package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Base64Url;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Certificates of the kit's CA")
class CertificatesTest extends RunningStack {
    static Stream<Arguments> wrongRequests() {
        return Stream.of(
                csr("no display name", c -> c.name = "", 500, "serverInternal"),
                csr("another display name", c -> c.name = "Bob", 500, "serverInternal"),
                csr("no organization", c -> c.domain = "", 500, "serverInternal"),
                csr("another organization", c -> c.domain = "other.example", 500, "serverInternal"),
                csr("the client id only", c -> c.names.remove(1), 400, "badCSR"),
                csr("the handle only", c -> c.names.remove(0), 400, "badCSR"),
                csr("no names", c -> c.names.clear(), 400, "badCSR"),
                csr("another client id", c -> c.names.set(0, RawCsr.uri("wireapp://x!1@wire.example")), 400, "badCSR"),
                csr("another handle", c -> c.names.set(1, RawCsr.uri("wireapp://%40b@wire.example")), 400, "badCSR"),
                csr("one name more", c -> c.names.add(RawCsr.uri("wireapp://x!1@wire.example")), 400, "badCSR"),
                csr("the same name twice", c -> c.names.add(c.names.get(0)), 400, "badCSR"),
                csr(
                        "an e-mail address",
                        c -> c.names.add(new GeneralName(GeneralName.rfc822Name, "a@b.example")),
                        400,
                        "badCSR"),
                csr("a DNS name", c -> c.names.add(new GeneralName(GeneralName.dNSName, "localhost")), 400, "badCSR"));
    }

    private static Arguments csr(String what, Consumer<RawCsr> spoil, int status, String problem) {
        return arguments(what, spoil, status, problem);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @MethodSource("wrongRequests")
    @DisplayName("are not issued for a request with")
    void wrongRequest(String what, Consumer<RawCsr> spoil, int status, String problem) {
        RawDevice device = device().withProofs();
        SigningKey key = SigningKey.generate(JwsAlgorithm.EDDSA);
        RawCsr csr = RawCsr.of(device);
        spoil.accept(csr);
        RawAnswer answer = device.finalizeOrder(csr.sign(key));
        assertEquals(status + " " + problem, answer.status() + " " + answer.problem());
        assertEquals(
                "ready", device.post(device.orderUrl, "").json().path("status").asText());
        assertEquals(
                "valid",
                device.finalizeOrder(RawCsr.of(device).sign(key))
                        .json()
                        .path("status")
                        .asText());
    }

    @Test
    @DisplayName("are issued for names in any order and spelling, and for a domain in any case")
    void leniency() {
        RawDevice device = device().withProofs();
        RawCsr csr = RawCsr.of(device);
        csr.domain = "WIRE.example";
        csr.names.clear();
        csr.names.add(RawCsr.uri(alice.handle().uri()));
        csr.names.add(RawCsr.uri(device.client.uri().replace("!", "%21")));
        assertEquals(
                200,
                device.finalizeOrder(csr.sign(SigningKey.generate(JwsAlgorithm.ES384)))
                        .status());
    }

    @Test
    @DisplayName("are not issued for a request that another key signed, or that is none")
    void signatures() {
        RawDevice device = device().withProofs();
        SigningKey key = SigningKey.generate(JwsAlgorithm.ES256);
        RawCsr csr = RawCsr.of(device);
        String wrong = csr.sign(SigningKey.generate(JwsAlgorithm.ES256), key);
        assertEquals("badCSR", device.finalizeOrder(wrong).problem());
        assertEquals(
                "badCSR",
                device.finalizeOrder(csr.sign(SigningKey.generate(JwsAlgorithm.EDDSA), key))
                        .problem());
        assertEquals("malformed", device.finalizeOrder("AAAA").problem());
        assertEquals("malformed", device.finalizeOrder("no base64!").problem());
        assertEquals(
                "malformed",
                device.post(device.order.path("finalize").asText(), "").problem());
    }

    @Test
    @DisplayName("are not issued before both proofs, and once only")
    void once() throws Exception {
        RawDevice device = device().withOrder();
        SigningKey key = SigningKey.generate(JwsAlgorithm.ES256);
        String csr = RawCsr.of(device).sign(key);
        assertEquals("orderNotReady", device.finalizeOrder(csr).problem());
        device.proveDevice(device.accessToken());
        assertEquals("orderNotReady", device.finalizeOrder(csr).problem());
        device.proveUser(device.idToken());
        ObjectNode first = device.finalizeOrder(csr).json();
        ObjectNode second = device.finalizeOrder(csr).json();
        assertEquals("valid", first.path("status").asText());
        assertEquals(first, second);
        assertEquals(1, stack.issuedCertificates());
    }

    @Test
    @DisplayName("are not issued for less than a minute or more than ten years")
    void durations() {
        for (Duration duration : new Duration[] {Duration.ofSeconds(59), Duration.ofHours(87601)}) {
            RawDevice device = device().withAccount();
            ObjectNode payload = device.orderPayload();
            payload.put("notAfter", stack.clock().instant().plus(duration).toString());
            RawAnswer order = device.post(device.directory.path("newOrder").asText(), Json.write(payload));
            RawDevice placed = place(device, order);
            placed.proveDevice(placed.accessToken());
            placed.proveUser(placed.idToken());
            RawAnswer answer = placed.finalizeOrder(RawCsr.of(placed).sign(SigningKey.generate(JwsAlgorithm.ES256)));
            assertEquals("500 serverInternal", answer.status() + " " + answer.problem());
        }
    }

    private static RawDevice place(RawDevice device, RawAnswer order) {
        device.order = order.json();
        device.orderUrl = order.header("Location").orElseThrow();
        device.order.path("authorizations").forEach(url -> {
            ObjectNode challenge = (ObjectNode)
                    device.post(url.asText(), "").json().path("challenges").get(0);
            if (challenge.path("type").asText().equals("wire-dpop-01")) {
                device.dpop = challenge;
            } else {
                device.oidc = challenge;
            }
        });
        return device;
    }

    @Test
    @DisplayName("are revoked by their own key and by their account's, nobody else's, and once")
    void revocation() throws Exception {
        RawDevice device = device();
        SigningKey key = SigningKey.generate(JwsAlgorithm.EDDSA);
        X509Certificate leaf = WireStackRawTest.parse(device.enroll(key)).get(0);
        ObjectNode payload = Json.object().put("certificate", Base64Url.encode(leaf.getEncoded()));
        String url = device.directory.path("revokeCert").asText();
        assertFalse(crl().isRevoked(leaf));

        RawDevice mallory = device().withAccount();
        refused(401, "unauthorized", mallory.post(url, Json.write(payload)));
        refused(401, "unauthorized", byKey(device, url, payload, SigningKey.generate(JwsAlgorithm.EDDSA)));
        refused(
                400,
                "badRevocationReason",
                byKey(device, url, payload.deepCopy().put("reason", 7), key));
        refused(
                400,
                "badRevocationReason",
                byKey(device, url, payload.deepCopy().put("reason", 11), key));
        refused(400, "malformed", byKey(device, url, Json.object().put("certificate", "AAAA"), key));
        assertFalse(crl().isRevoked(leaf));

        assertEquals(
                200,
                byKey(device, url, payload.deepCopy().put("reason", 1), key).status());
        assertTrue(crl().isRevoked(leaf));
        assertEquals(
                "KEY_COMPROMISE",
                crl().getRevokedCertificate(leaf).getRevocationReason().name());
        refused(400, "alreadyRevoked", byKey(device, url, payload, key));

        RawDevice second = device();
        X509Certificate other = WireStackRawTest.parse(second.enroll(SigningKey.generate(JwsAlgorithm.ES256)))
                .get(0);
        ObjectNode reasonless = Json.object().put("certificate", Base64Url.encode(other.getEncoded()));
        assertEquals(200, second.post(url, Json.write(reasonless)).status());
        assertTrue(crl().isRevoked(other) && crl().isRevoked(leaf));
    }

    private static RawAnswer byKey(RawDevice device, String url, ObjectNode payload, SigningKey key) {
        return device.post(
                url,
                Json.write(payload),
                header -> {
                    header.remove("kid");
                    header.set("jwk", key.jwk().json());
                },
                key);
    }

    private X509CRL crl() throws Exception {
        return (X509CRL) CertificateFactory.getInstance("X.509")
                .generateCRL(new ByteArrayInputStream(stack.crl().toByteArray()));
    }

    @Test
    @DisplayName("come with a list that is numbered, renewed and served at both addresses")
    void list() throws Exception {
        X509CRL first = crl();
        first.verify(WireStackRawTest.parse(stack.intermediatePem()).get(0).getPublicKey());
        assertTrue(first.getCriticalExtensionOIDs().contains("2.5.29.28"));
        assertTrue(first.getNonCriticalExtensionOIDs().contains("2.5.29.20")
                && first.getNonCriticalExtensionOIDs().contains("2.5.29.35"));
        assertEquals(
                Date.from(stack.clock().instant().plus(Duration.ofHours(24))).getTime() / 1000,
                first.getNextUpdate().getTime() / 1000);
        RawHttp http = new RawHttp(stack);
        assertEquals(200, http.get(stack.crlUrl()).status());
        RawAnswer overTls = http.get(stack.acmeDirectory().resolve("/1.0/crl"));
        assertEquals("application/pkix-crl", overTls.header("Content-Type").orElseThrow());
        stack.clock().advance(Duration.ofHours(20));
        X509CRL second = crl();
        assertTrue(second.getThisUpdate().after(first.getThisUpdate()));
        assertFalse(
                java.util.Arrays.equals(first.getExtensionValue("2.5.29.20"), second.getExtensionValue("2.5.29.20")));
    }

    @Test
    @DisplayName("have roots and federation beside them")
    void roots() {
        RawHttp http = new RawHttp(stack);
        URI base = stack.acmeDirectory();
        assertEquals(
                stack.trustAnchorPem(), http.get(base.resolve("/roots.pem")).body());
        assertEquals(
                stack.intermediatePem(),
                http.get(base.resolve("/federation")).json().path("crts").get(1).asText());
        assertEquals(
                "ok", http.get(base.resolve("/health")).json().path("status").asText());
    }

    private static void refused(int status, String problem, RawAnswer answer) {
        assertEquals(status + " " + problem, answer.status() + " " + answer.problem());
    }
}
