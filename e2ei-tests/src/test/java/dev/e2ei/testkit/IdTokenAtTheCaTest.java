package dev.e2ei.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TokenFlaw;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The challenge wire-oidc-01 at the kit's CA")
class IdTokenAtTheCaTest extends RunningStack {
    static Stream<Arguments> wrongTokens() {
        return Stream.of(
                arguments("signature: a bit", Misbehaviour.tokenSignature(TokenFlaw.BIT_FLIPPED), "does not verify"),
                arguments("signature: short", Misbehaviour.tokenSignature(TokenFlaw.TRUNCATED), "does not verify"),
                arguments("alg none", Misbehaviour.tokenSignature(TokenFlaw.NONE), "not accepted"),
                arguments(
                        "HS256 with the public key",
                        Misbehaviour.tokenSignature(TokenFlaw.HMAC_WITH_PUBLIC_KEY),
                        "not accepted"),
                arguments("another key", Misbehaviour.tokenSignature(TokenFlaw.OTHER_KEY), "does not verify"),
                arguments("no token", Misbehaviour.tokenSignature(TokenFlaw.NOT_A_TOKEN), ""),
                arguments("kid that is not published", Misbehaviour.tokenHeader("kid", "\"other\""), "not published"),
                arguments("no kid", Misbehaviour.withoutTokenHeader("kid"), "not published"),
                arguments("jku", Misbehaviour.tokenHeader("jku", "\"https://evil.example/keys\""), "jku"),
                arguments("crit", Misbehaviour.tokenHeader("crit", "[\"exp\"]"), "crit"),
                arguments("iss", Misbehaviour.claim("iss", "\"https://other.example\""), "another iss"),
                arguments("aud", Misbehaviour.claim("aud", "\"account\""), "another aud"),
                arguments("aud list without it", Misbehaviour.claim("aud", "[\"a\",\"b\"]"), "another aud"),
                arguments("no aud", Misbehaviour.withoutClaim("aud"), "another aud"),
                arguments("expired", Misbehaviour.claim("exp", "1000000000"), "expired"),
                arguments("no exp", Misbehaviour.withoutClaim("exp"), "expired"),
                arguments("nbf", Misbehaviour.claim("nbf", "99999999999"), "not valid yet"),
                arguments("keyauth", Misbehaviour.claim("keyauth", "\"other\""), "another keyauth"),
                arguments("no keyauth", Misbehaviour.withoutClaim("keyauth"), "another keyauth"),
                arguments("acme_aud", Misbehaviour.claim("acme_aud", "\"https://other\""), "another acme_aud"),
                arguments("no acme_aud", Misbehaviour.withoutClaim("acme_aud"), "another acme_aud"),
                arguments("name", Misbehaviour.claim("name", "\"Bob\""), "another name"),
                arguments("a name that is a number", Misbehaviour.claim("name", "5"), "another name"),
                arguments("no name", Misbehaviour.withoutClaim("name"), "another name"),
                arguments(
                        "preferred_username",
                        Misbehaviour.claim("preferred_username", "\"bob_wire@wire.example\""),
                        "preferred_username"),
                arguments("no preferred_username", Misbehaviour.withoutClaim("preferred_username"), "preferred"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    @DisplayName("ends invalid for an id token that is wrong in")
    void wrongToken(String what, Misbehaviour misbehaviour, String detail) {
        RawDevice device = device().withOrder();
        stack.faults().add(Fault.at(FaultPlace.TOKEN, misbehaviour));
        refused(device.proveUser(device.idToken()), detail);
    }

    @Test
    @DisplayName("takes an audience that is a list with the client in it")
    void audienceList() {
        RawDevice device = device().withOrder();
        stack.faults().add(Fault.at(FaultPlace.TOKEN, Misbehaviour.claim("aud", "[\"account\",\"wireapp\"]")));
        assertEquals(
                "valid",
                device.proveUser(device.idToken()).json().path("status").asText());
    }

    @Test
    @DisplayName("ends invalid for the token of another order, of another user, and for an old one")
    void others() {
        RawDevice first = device().withOrder();
        RawDevice second = device().withOrder();
        refused(second.proveUser(first.idToken()), "acme_aud");
        RawDevice bob = new RawDevice(stack, stack.user("bob_wire", "Bob"), first.accountKey.algorithm()).withOrder();
        RawLogin login = new RawLogin(bob);
        RawDevice alices = device().withOrder();
        login.query.putAll(new RawLogin(alices).query);
        login.query.put("code_challenge", RawLogin.sha256(login.verifier));
        refused(alices.proveUser(login.idToken()), "another name");
        String token = first.idToken();
        stack.clock().advance(Duration.ofSeconds(61));
        refused(first.proveUser(token), "expired");
    }

    @Test
    @DisplayName("stays pending with 500 while the identity provider cannot be reached, and is valid afterwards")
    void providerDown() {
        for (FaultPlace place : new FaultPlace[] {FaultPlace.DISCOVERY, FaultPlace.JWKS}) {
            RawDevice device = device().withOrder();
            String token = device.idToken();
            stack.faults().add(Fault.at(place, Misbehaviour.status(503)));
            RawAnswer answer = device.proveUser(token);
            assertEquals("500 serverInternal", answer.status() + " " + answer.problem());
            assertEquals("valid", device.proveUser(token).json().path("status").asText());
        }
    }

    private static void refused(RawAnswer answer, String detail) {
        assertEquals(200, answer.status(), answer.body());
        assertEquals("invalid", answer.json().path("status").asText());
        assertEquals("rejectedIdentifier", answer.problem());
        assertTrue(answer.detail().contains(detail), answer.detail());
    }
}
