package dev.e2ei.testkit.jose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import dev.e2ei.testkit.jose.JwsRejectedException.Reason;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("JWS of RFC examples and of Project Wycheproof")
class JwsVectorsTest {
    private static JsonNode json(String name) throws IOException {
        return new JsonMapper().readTree(Vectors.read(name));
    }

    @Test
    @DisplayName("the RFCs' signatures verify, and not with one bit changed")
    void rfcSignatures() throws IOException {
        int seen = 0;
        for (JsonNode example : json("jose/rfc-examples.json")) {
            if (example.path("kind").asText().equals("jws")) {
                Jwk key = Jwk.parse(example.get("jwk"));
                Jws jws = Jws.parseCompact(example.get("jws").asText());
                JwsVerification.ofClients().verify(jws, key);
                byte[] other = jws.signature().toByteArray();
                other[7] ^= 1;
                Jws changed = new Jws(jws.header(), jws.payload(), Bytes.of(other), jws.signingInput());
                refused(Reason.BAD_SIGNATURE, changed, key);
                seen++;
            }
        }
        assertEquals(3, seen);
    }

    @Test
    @DisplayName("the RFCs' thumbprints come out")
    void rfcThumbprints() throws IOException {
        int seen = 0;
        for (JsonNode example : json("jose/rfc-examples.json")) {
            if (example.has("jwk")) {
                assertEquals(
                        example.get("thumbprint").asText(),
                        Jwk.parse(example.get("jwk")).thumbprint(),
                        example.get("source").asText());
                seen++;
            }
        }
        assertEquals(6, seen);
    }

    @Test
    @DisplayName("Wycheproof's key sets: what is asymmetric is judged as it says, what is symmetric is refused")
    void wycheproofKeySets() throws IOException {
        int accepted = 0;
        int refused = 0;
        int symmetric = 0;
        for (JsonNode group : json("wycheproof/json_web_key_test.json.xz").get("testGroups")) {
            JsonNode keys = group.has("public") ? group.get("public") : group.get("private");
            for (JsonNode test : group.get("tests")) {
                boolean valid = test.get("result").asText().equals("valid");
                boolean holds = holds(test.get("jws").asText(), keys);
                String what = group.get("comment").asText() + " " + test.get("tcId");
                if (valid && isSymmetric(keys)) {
                    assertEquals(false, holds, what);
                    symmetric++;
                } else {
                    assertEquals(valid, holds, what);
                    accepted += valid ? 1 : 0;
                    refused += valid ? 0 : 1;
                }
            }
        }
        assertEquals(
                "1 accepted, 21 refused, 4 symmetric",
                accepted + " accepted, " + refused + " refused, " + symmetric + " symmetric");
    }

    private static boolean isSymmetric(JsonNode keys) {
        return keys.get("keys").get(0).get("kty").asText().equals("oct");
    }

    private static boolean holds(String compact, JsonNode keySet) {
        try {
            Jws jws = Jws.parseCompact(compact);
            Map<String, Jwk> keys = new HashMap<>();
            for (JsonNode key : keySet.get("keys")) {
                keys.put(key.path("kid").asText(), Jwk.parse(key));
            }
            JwsVerification.ofIdentityProviders()
                    .verify(jws, keys.get(jws.header().path("kid").asText()));
            return true;
        } catch (JwsRejectedException e) {
            return false;
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("Wycheproof's raw ECDSA signatures, as ES256")
    @CsvSource({"ecdsa_secp256r1_sha256_p1363_test, ES256, P-256"})
    void wycheproofRawSignatures(String file, String alg, String curve) throws IOException {
        int valid = 0;
        int invalid = 0;
        for (JsonNode group : json("wycheproof/" + file + ".json.xz").get("testGroups")) {
            Jwk key = key(
                    curve,
                    Bytes.fromHex(group.get("publicKey").get("uncompressed").asText())
                            .toByteArray());
            for (JsonNode test : group.get("tests")) {
                boolean holds = holds(
                        alg, key, test.get("msg").asText(), test.get("sig").asText());
                assertEquals(test.get("result").asText().equals("valid"), holds, test.toString());
                valid += holds ? 1 : 0;
                invalid += holds ? 0 : 1;
            }
        }
        assertTrue(valid > 50 && invalid > 50, valid + " and " + invalid);
    }

    @Test
    @DisplayName("Wycheproof's Ed25519 signatures, as EdDSA")
    void wycheproofEd25519() throws IOException {
        Set<Boolean> both = new HashSet<>();
        for (JsonNode group : json("wycheproof/ed25519_test.json.xz").get("testGroups")) {
            ObjectNode jwk = Json.object().put("kty", "OKP").put("crv", "Ed25519");
            jwk.put(
                    "x",
                    Base64Url.encode(
                            Bytes.fromHex(group.get("publicKey").get("pk").asText())
                                    .toByteArray()));
            for (JsonNode test : group.get("tests")) {
                boolean holds = holds(
                        "EdDSA",
                        Jwk.parse(jwk),
                        test.get("msg").asText(),
                        test.get("sig").asText());
                assertEquals(test.get("result").asText().equals("valid"), holds, test.toString());
                both.add(holds);
            }
        }
        assertEquals(Set.of(true, false), both);
    }

    private static Jwk key(String curve, byte[] uncompressed) {
        int size = (uncompressed.length - 1) / 2;
        ObjectNode jwk = Json.object().put("kty", "EC").put("crv", curve);
        jwk.put("x", Base64Url.encode(java.util.Arrays.copyOfRange(uncompressed, 1, 1 + size)));
        jwk.put("y", Base64Url.encode(java.util.Arrays.copyOfRange(uncompressed, 1 + size, uncompressed.length)));
        return Jwk.parse(jwk);
    }

    // The signing input is any text here; the vectors' messages are octets, which Latin-1 carries unchanged.
    private static boolean holds(String alg, Jwk key, String messageHex, String signatureHex) {
        byte[] message = Bytes.fromHex(messageHex).toByteArray();
        Jws jws = new Jws(
                Json.object().put("alg", alg),
                Bytes.EMPTY,
                Bytes.fromHex(signatureHex),
                new String(message, java.nio.charset.StandardCharsets.ISO_8859_1));
        try {
            JwsVerification.ofClients().verify(jws, key);
            return true;
        } catch (JwsRejectedException e) {
            return false;
        }
    }

    private static void refused(Reason reason, Jws jws, Jwk key) {
        JwsRejectedException e = assertThrows(
                JwsRejectedException.class, () -> JwsVerification.ofClients().verify(jws, key));
        assertEquals(reason, e.reason());
    }
}
