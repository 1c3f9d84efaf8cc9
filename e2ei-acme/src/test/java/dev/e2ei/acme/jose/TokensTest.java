package dev.e2ei.acme.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.fixture.Crypto;
import dev.e2ei.acme.fixture.FakeEngine;
import dev.e2ei.acme.fixture.SoftwareKeys;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.spi.enrollment.EnrollmentKeys;
import dev.e2ei.spi.enrollment.PublicJwk;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Requests and tokens that we sign")
class TokensTest {
    private static final URI ACCOUNT = URI.create("https://ca.example/acme/wire/account/ACC1");
    private static final URI ORDER = URI.create("https://ca.example/acme/wire/order/ORD1");
    private static final Instant NOW = Instant.ofEpochSecond(1_760_000_000);
    private static final DpopProof PROOF = new DpopProof(
            URI.create("https://ca.example/acme/wire/challenge/A1/C1"),
            "https://wire.example/clients/4959bc6ab12f2846/access-token",
            "zpYjNHTpxscMJYHUalAi5s0khvYN1eCY",
            "-X0d9WY9Ss-kgPo_T9GcOA");

    private static Ciphersuite suite(int id) {
        return Ciphersuite.ofId(id).orElseThrow();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest(name = "suite {0}")
    @ValueSource(ints = {1, 2, 3, 5, 7})
    @DisplayName("are flattened JWS with algorithm, key id, type, nonce and address, and verify")
    void flattenedJws(int id) {
        var keys = new SoftwareKeys(suite(id));
        JsonObject jws =
                Json.parseObject(AcmeJws.withKeyId(JwsSigner.account(keys), ACCOUNT, "nonce-1", ORDER, new byte[0]));
        assertEquals(
                List.of("protected", "payload", "signature"),
                List.copyOf(jws.members().keySet()));
        assertEquals("", jws.text("payload"));
        String algorithm = Map.of(1, "EdDSA", 2, "ES256", 3, "EdDSA", 5, "ES512", 7, "ES384")
                .get(id);
        assertEquals(
                "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + ACCOUNT
                        + "\",\"typ\":\"JWT\",\"nonce\":\"nonce-1\",\"url\":\"" + ORDER + "\"}",
                new String(Base64Url.decode(jws.text("protected")), StandardCharsets.UTF_8));
        byte[] signature = Base64Url.decode(jws.text("signature"));
        assertTrue(keys.verifies(ascii(jws.text("protected") + "."), signature));
    }

    @Test
    @DisplayName("carry the key where there is no account yet")
    void withKey() {
        var keys = new SoftwareKeys(suite(2));
        JsonObject jws = Json.parseObject(AcmeJws.withJwk(JwsSigner.account(keys), "n", ORDER, ascii("{}")));
        JsonObject header = Json.parseObject(Base64Url.decode(jws.text("protected")));
        assertEquals(
                List.of("alg", "typ", "jwk", "nonce", "url"),
                List.copyOf(header.members().keySet()));
        assertEquals(keys.accountJwk().x(), header.object("jwk").text("x"));
        assertTrue(keys.verifies(
                ascii(jws.text("protected") + "." + jws.text("payload")), Base64Url.decode(jws.text("signature"))));
    }

    @Test
    @DisplayName("are never made with a signature of a wrong length")
    void wrongSignature() {
        EnrollmentKeys broken = new EnrollmentKeys() {
            @Override
            public PublicJwk accountJwk() {
                return new SoftwareKeys(suite(2)).accountJwk();
            }

            @Override
            public String accountThumbprint() {
                return "t";
            }

            @Override
            public byte[] signWithAccountKey(byte[] signingInput) {
                return new byte[70];
            }

            @Override
            public byte[] certificateRequest() {
                return new byte[0];
            }
        };
        var signer = JwsSigner.account(broken);
        assertThrows(IllegalStateException.class, () -> AcmeJws.withJwk(signer, "n", ORDER, new byte[0]));
    }

    @Test
    @DisplayName("are proofs with Wire's claims in order, backdated by an hour")
    void proof() {
        var keys = new SoftwareKeys(suite(2));
        var request = FakeEngine.alice(suite(2))
                .team("c3b1c1de-0000-4000-8000-000000000001")
                .build();
        String token =
                PROOF.sign(request, JwsSigner.account(keys), Crypto.provider().random(), NOW, Duration.ofSeconds(30));
        CompactJwt jwt = CompactJwt.parse(token);
        assertEquals(
                List.of("alg", "typ", "jwk"), List.copyOf(jwt.header().members().keySet()));
        assertEquals("dpop+jwt", jwt.header().text("typ"));
        String jti = jwt.claims().text("jti");
        assertTrue(jti.matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), jti);
        assertEquals(
                "{\"iat\":1759996400,\"exp\":1760000030,\"nbf\":1759996400,"
                        + "\"sub\":\"wireapp://Dx4tPEtaSXiHlqW0w9Lh8A!4959bc6ab12f2846@wire.example\","
                        + "\"aud\":\"https://ca.example/acme/wire/challenge/A1/C1\",\"jti\":\"" + jti + "\","
                        + "\"nonce\":\"-X0d9WY9Ss-kgPo_T9GcOA\",\"htm\":\"POST\","
                        + "\"htu\":\"https://wire.example/clients/4959bc6ab12f2846/access-token\","
                        + "\"chal\":\"zpYjNHTpxscMJYHUalAi5s0khvYN1eCY\","
                        + "\"handle\":\"wireapp://%40alice_wire@wire.example\","
                        + "\"team\":\"c3b1c1de-0000-4000-8000-000000000001\",\"name\":\"Alice Example\"}",
                new String(Json.write(jwt.claims()), StandardCharsets.UTF_8));
        String[] parts = token.split("\\.");
        assertTrue(keys.verifies(ascii(parts[0] + "." + parts[1]), Base64Url.decode(parts[2])));
        assertFalse(PROOF.toString().contains("zpYj"));
    }

    @Test
    @DisplayName("say null where there is no team, and are different each time")
    void proofWithoutTeam() {
        var keys = new SoftwareKeys(suite(1));
        var request = FakeEngine.alice(suite(1)).build();
        CompactJwt first = CompactJwt.parse(
                PROOF.sign(request, JwsSigner.account(keys), Crypto.provider().random(), NOW, DpopProof.LIFETIME));
        CompactJwt second = CompactJwt.parse(
                PROOF.sign(request, JwsSigner.account(keys), Crypto.provider().random(), NOW, DpopProof.LIFETIME));
        assertEquals(new JsonValue.Null(), first.claims().members().get("team"));
        assertEquals(1_760_000_060, first.claims().integer("exp"));
        assertNotEquals(first.claims().text("jti"), second.claims().text("jti"));
    }

    @Test
    @DisplayName("and tokens of others are refused unless they are signed compact JWT of bounded length")
    void parsing() {
        String header = Base64Url.encode(ascii("{\"alg\":\"ES256\"}"));
        String claims = Base64Url.encode(ascii("{\"a\":1}"));
        assertEquals(
                1, CompactJwt.parse(header + "." + claims + ".c2ln").claims().integer("a"));
        for (String wrong : List.of(
                "",
                ".",
                "..",
                header,
                header + "." + claims,
                header + "." + claims + ".",
                header + "." + claims + ".c2ln.",
                header + "." + claims + ".c2ln.x.y",
                header + "=." + claims + ".c2ln",
                " " + header + "." + claims + ".c2ln",
                claims + "." + claims + ".c2ln",
                header + "." + Base64Url.encode(ascii("[]")) + ".c2ln",
                header + "." + Base64Url.encode(ascii("{\"a\":1,\"a\":2}")) + ".c2ln",
                Base64Url.encode(ascii("{\"alg\":\"none\"}")) + "." + claims + ".c2ln",
                Base64Url.encode(ascii("{\"alg\":\"NONE\"}")) + "." + claims + ".c2ln",
                Base64Url.encode(ascii("{\"alg\":1}")) + "." + claims + ".c2ln",
                Base64Url.encode(ascii("{\"alg\":\"HS256\"}")) + "." + claims + ".c2ln",
                Base64Url.encode(ascii("{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}")) + "." + claims
                        + ".c2ln",
                header + "." + claims + "." + "A".repeat(CompactJwt.MAX_LENGTH))) {
            var refused = assertThrows(JoseException.class, () -> CompactJwt.parse(wrong), wrong);
            assertFalse(refused.getMessage().contains(header));
        }
    }
}
