package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TokenFlaw;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.JwsAlgorithm;
import dev.e2ei.testkit.jose.SigningKey;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The challenge wire-dpop-01 at the kit's CA")
class AccessTokenAtTheCaTest extends RunningStack {
    private static final String IN_THE_PAST = "1000000000";
    private static final String FAR_AWAY = "99999999999";

    static Stream<Arguments> wrongTokens() {
        return Stream.of(
                arguments("signature: a bit", Misbehaviour.tokenSignature(TokenFlaw.BIT_FLIPPED), "does not verify"),
                arguments("signature: short", Misbehaviour.tokenSignature(TokenFlaw.TRUNCATED), "does not verify"),
                arguments("alg none", Misbehaviour.tokenSignature(TokenFlaw.NONE), "not accepted"),
                arguments(
                        "HS256 with the public key",
                        Misbehaviour.tokenSignature(TokenFlaw.HMAC_WITH_PUBLIC_KEY),
                        "not accepted"),
                arguments("another key", Misbehaviour.tokenSignature(TokenFlaw.OTHER_KEY), "not signed by the backend"),
                arguments("no token", Misbehaviour.tokenSignature(TokenFlaw.NOT_A_TOKEN), ""),
                arguments("crit", Misbehaviour.tokenHeader("crit", "[\"exp\"]"), "crit"),
                arguments("b64", Misbehaviour.tokenHeader("b64", "false"), "b64"),
                arguments("jku", Misbehaviour.tokenHeader("jku", "\"https://evil.example/keys\""), "jku"),
                arguments("x5u", Misbehaviour.tokenHeader("x5u", "\"https://evil.example/chain\""), "x5u"),
                arguments("no jwk", Misbehaviour.withoutTokenHeader("jwk"), ""),
                arguments("another kid", Misbehaviour.tokenHeader("kid", "\"other\""), "not signed by the backend"),
                arguments("alg of another curve", Misbehaviour.tokenHeader("alg", "\"ES384\""), "ES384"),
                arguments("typ", Misbehaviour.tokenHeader("typ", "\"JWT\""), "typ"),
                arguments("iss", Misbehaviour.claim("iss", "\"https://other.example/\""), "another iss"),
                arguments("no iss", Misbehaviour.withoutClaim("iss"), "another iss"),
                arguments("aud", Misbehaviour.claim("aud", "\"https://localhost/other\""), "aud"),
                arguments("aud without it", Misbehaviour.claim("aud", "[\"a\",\"b\"]"), "aud"),
                arguments("no aud", Misbehaviour.withoutClaim("aud"), "aud"),
                arguments("chal", Misbehaviour.claim("chal", "\"other\""), "another chal"),
                arguments("no chal", Misbehaviour.withoutClaim("chal"), "another chal"),
                arguments("cnf", Misbehaviour.claim("cnf", "{\"kid\":\"other\"}"), "cnf"),
                arguments("no cnf", Misbehaviour.withoutClaim("cnf"), "cnf"),
                arguments("client_id", Misbehaviour.claim("client_id", "\"other\""), "another client_id"),
                arguments("sub", Misbehaviour.claim("sub", "\"other\""), "another sub"),
                arguments("scope", Misbehaviour.claim("scope", "\"openid\""), "another scope"),
                arguments("api_version", Misbehaviour.claim("api_version", "4"), "api_version"),
                arguments("expired", Misbehaviour.claim("exp", IN_THE_PAST), "expired"),
                arguments("exp far away", Misbehaviour.claim("exp", FAR_AWAY), "too far"),
                arguments("exp beyond all time", Misbehaviour.claim("exp", Long.MAX_VALUE + ""), "no time"),
                arguments("exp is text", Misbehaviour.claim("exp", "\"soon\""), "exp is missing"),
                arguments("no exp", Misbehaviour.withoutClaim("exp"), "exp is missing"),
                arguments("nbf in the future", Misbehaviour.claim("nbf", FAR_AWAY), "not valid yet"),
                arguments("iat in the future", Misbehaviour.claim("iat", FAR_AWAY), "in the future"),
                arguments("nonce", Misbehaviour.claim("nonce", "\"other\""), "nonces differ"),
                arguments("no nonce", Misbehaviour.withoutClaim("nonce"), "nonces differ"),
                arguments("no jti", Misbehaviour.withoutClaim("jti"), "jti"),
                arguments("no proof", Misbehaviour.withoutClaim("proof"), ""),
                arguments("a proof that is none", Misbehaviour.claim("proof", "\"a.b.c\""), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    @DisplayName("ends invalid for an access token that is wrong in")
    void wrongToken(String what, Misbehaviour misbehaviour, String detail) {
        RawDevice device = device().withOrder();
        stack.faults().add(Fault.at(FaultPlace.ACCESS_TOKEN, misbehaviour));
        refused(device, device.accessToken(), detail);
    }

    static Stream<Arguments> wrongProofs() {
        return Stream.of(
                claim("aud", c -> c.put("aud", "https://localhost/other"), "aud"),
                claim("htu", c -> c.put("htu", "https://wire.example/v7/clients/1/access-token"), "another htu"),
                claim("htm", c -> c.put("htm", "GET"), "another htm"),
                claim("chal", c -> c.put("chal", "other"), "another chal"),
                claim("sub", c -> c.put("sub", "wireapp://other"), "another sub"),
                claim("handle", c -> c.put("handle", "wireapp://%40bob_wire@wire.example"), "another handle"),
                claim("name", c -> c.put("name", "Bob"), "another name"),
                claim("team that is a number", c -> c.put("team", 1), "team"),
                claim("no team", c -> c.remove("team"), "team"),
                claim("nonce", c -> c.put("nonce", "other"), "nonces differ"),
                claim("empty nonce", c -> c.put("nonce", ""), "nonces differ"),
                claim("jti", c -> c.put("jti", ""), "jti"),
                claim("exp", c -> c.put("exp", 1000000000L), "expired"),
                claim("exp far away", c -> c.put("exp", 99999999999L), "too far"),
                claim("nbf", c -> c.put("nbf", 99999999999L), "not valid yet"),
                claim("iat", c -> c.put("iat", 99999999999L), "in the future"),
                claim("iat missing", c -> c.remove("iat"), "iat is missing"),
                header("typ", h -> h.put("typ", "JWT"), "typ"),
                header("alg none", h -> h.put("alg", "none"), "not accepted"),
                header("crit", h -> h.putArray("crit").add("exp"), "crit"),
                header("another kid", h -> h.put("kid", "other"), "account's key"));
    }

    private static Arguments claim(String what, java.util.function.Consumer<ObjectNode> spoil, String detail) {
        BiConsumer<ObjectNode, ObjectNode> both = (header, claims) -> spoil.accept(claims);
        return arguments(what, both, detail);
    }

    private static Arguments header(String what, java.util.function.Consumer<ObjectNode> spoil, String detail) {
        BiConsumer<ObjectNode, ObjectNode> both = (header, claims) -> spoil.accept(header);
        return arguments(what, both, detail);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongProofs")
    @DisplayName("ends invalid for an access token around a proof that is wrong in")
    void wrongProof(String what, BiConsumer<ObjectNode, ObjectNode> spoil, String detail) {
        RawDevice device = device().withOrder();
        String nonce = device.backendNonce();
        ObjectNode header = device.proofHeader();
        ObjectNode claims = device.proofClaims(nonce);
        spoil.accept(header, claims);
        refused(device, around(device, nonce, device.accountKey.compact(header, claims)), detail);
    }

    /** A good access token, but for the proof in it. */
    private String around(RawDevice device, String nonce, String proof) {
        stack.faults().add(Fault.at(FaultPlace.ACCESS_TOKEN, Misbehaviour.claim("proof", "\"" + proof + "\"")));
        String good = device.accountKey.compact(device.proofHeader(), device.proofClaims(nonce));
        return Json.text(device.accessToken(good).json(), "token");
    }

    @Test
    @DisplayName("ends invalid for a proof by another key than the account's")
    void proofByAnotherKey() {
        RawDevice device = device().withOrder();
        String nonce = device.backendNonce();
        SigningKey other = SigningKey.generate(JwsAlgorithm.ES256);
        ObjectNode header = device.proofHeader();
        header.set("jwk", other.jwk().json());
        refused(device, around(device, nonce, other.compact(header, device.proofClaims(nonce))), "account's key");
    }

    @Test
    @DisplayName("ends invalid for a token, or a proof, that was seen before in another order")
    void replay() {
        RawDevice device = device().withOrder();
        String token = device.accessToken();
        assertEquals("valid", device.proveDevice(token).json().path("status").asText());
        RawDevice again = device().withOrder();
        refused(again, token, "");
        RawDevice third = device().withOrder();
        String id = FreshValues.uuid().toString();
        stack.faults()
                .add(Fault.at(FaultPlace.ACCESS_TOKEN, Misbehaviour.claim("jti", "\"" + id + "\""))
                        .times(2));
        assertEquals(
                "valid",
                third.proveDevice(third.accessToken()).json().path("status").asText());
        RawDevice fourth = device().withOrder();
        refused(fourth, fourth.accessToken(), "seen before");
    }

    @Test
    @DisplayName("stays final: a good token afterwards changes nothing, and the order is invalid")
    void stays() {
        RawDevice device = device().withOrder();
        stack.faults().add(Fault.at(FaultPlace.ACCESS_TOKEN, Misbehaviour.claim("chal", "\"other\"")));
        refused(device, device.accessToken(), "chal");
        assertEquals(
                "invalid",
                device.proveDevice(device.accessToken()).json().path("status").asText());
        assertEquals(
                "invalid",
                device.post(device.orderUrl, "").json().path("status").asText());
        RawAnswer finalized = device.finalizeOrder(RawCsr.of(device).sign(SigningKey.generate(JwsAlgorithm.ES256)));
        assertEquals("orderNotReady", finalized.problem());
    }

    @Test
    @DisplayName("gives a minute of leeway, and no more")
    void leeway() {
        RawDevice device = device().withOrder();
        String token = device.accessToken();
        stack.clock().advance(Duration.ofSeconds(119));
        assertEquals("valid", device.proveDevice(token).json().path("status").asText());
        RawDevice late = device().withOrder();
        String lateToken = late.accessToken();
        stack.clock().advance(Duration.ofSeconds(122));
        refused(late, lateToken, "expired");
    }

    @Test
    @DisplayName("an empty payload, and one without a token, leave it pending")
    void pending() {
        RawDevice device = device().withOrder();
        for (String payload : new String[] {"", "{}", "{\"access_token\":\"\"}", "[]", "no json"}) {
            RawAnswer answer = device.post(device.dpop.path("url").asText(), payload);
            assertEquals("400 malformed", answer.status() + " " + answer.problem(), payload);
        }
        assertEquals(
                "valid",
                device.proveDevice(device.accessToken()).json().path("status").asText());
    }

    private static void refused(RawDevice device, String token, String detail) {
        RawAnswer answer = device.proveDevice(token);
        assertEquals(200, answer.status(), answer.body());
        assertEquals("invalid", answer.json().path("status").asText());
        assertEquals("rejectedIdentifier", answer.problem());
        assertTrue(answer.detail().contains(detail), answer.detail());
    }
}
