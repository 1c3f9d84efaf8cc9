package dev.e2ei.tests.enrollment;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.testkit.fault.Fault;
import dev.e2ei.testkit.fault.FaultPlace;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.fault.TokenFlaw;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A9: tokens that do not prove what they should")
class A9TokensTest extends ScriptedEnrollments {
    /** What a look into the access token shows: the challenge is not spent. */
    static Stream<Script> seenByTheDevice() {
        return Stream.of(
                access("no token at all", Misbehaviour.tokenSignature(TokenFlaw.NOT_A_TOKEN)),
                access("alg none", Misbehaviour.tokenSignature(TokenFlaw.NONE)),
                access("HS256 with the public key", Misbehaviour.tokenSignature(TokenFlaw.HMAC_WITH_PUBLIC_KEY)),
                access("crit", Misbehaviour.tokenHeader("crit", "[\"exp\"]")),
                access("chal", Misbehaviour.claim("chal", "\"other\"")),
                access("no chal", Misbehaviour.withoutClaim("chal")),
                access("cnf", Misbehaviour.claim("cnf", "{\"kid\":\"other\"}")),
                access("cnf is text", Misbehaviour.claim("cnf", "\"other\"")),
                access("no cnf", Misbehaviour.withoutClaim("cnf")),
                access("client_id", Misbehaviour.claim("client_id", "\"other\"")),
                access("no client_id", Misbehaviour.withoutClaim("client_id")),
                access("aud", Misbehaviour.claim("aud", "\"https://other.example/\"")),
                access("aud list without it", Misbehaviour.claim("aud", "[\"https://other.example/\"]")),
                access("no aud", Misbehaviour.withoutClaim("aud")),
                access("expired", Misbehaviour.claim("exp", "1000000000")),
                access("no exp", Misbehaviour.withoutClaim("exp")),
                access("exp is text", Misbehaviour.claim("exp", "\"soon\"")),
                access("nbf in the future", Misbehaviour.claim("nbf", "99999999999")));
    }

    private static Script access(String what, Misbehaviour misbehaviour) {
        return Script.of(
                "access token: " + what,
                Ending.goesOn(ErrorCode.ACME_PROTOCOL, EnrollmentStep.ACCESS_TOKEN),
                Fault.at(FaultPlace.ACCESS_TOKEN, misbehaviour));
    }

    /** What only the server sees: the challenge is invalid, and with it the order. */
    static Stream<Script> seenByTheServer() {
        return Stream.of(
                spent("a bit of the signature", Misbehaviour.tokenSignature(TokenFlaw.BIT_FLIPPED), "verify"),
                spent("a short signature", Misbehaviour.tokenSignature(TokenFlaw.TRUNCATED), "verify"),
                spent("another key", Misbehaviour.tokenSignature(TokenFlaw.OTHER_KEY), "backend"),
                spent("jku", Misbehaviour.tokenHeader("jku", "\"https://evil.example/keys\""), "jku"),
                spent("x5u", Misbehaviour.tokenHeader("x5u", "\"https://evil.example/chain\""), "x5u"),
                spent("b64", Misbehaviour.tokenHeader("b64", "false"), "b64"),
                spent("iss", Misbehaviour.claim("iss", "\"https://other.example/\""), "iss"),
                spent("jti", Misbehaviour.withoutClaim("jti"), "jti"),
                spent("nonce", Misbehaviour.claim("nonce", "\"other\""), "nonce"),
                spent("scope", Misbehaviour.claim("scope", "\"openid\""), "scope"),
                spent("sub", Misbehaviour.claim("sub", "\"other\""), "sub"),
                spent("api_version", Misbehaviour.claim("api_version", "1"), "api_version"),
                spent("no proof", Misbehaviour.withoutClaim("proof"), ""),
                spent("exp in two hours", Misbehaviour.claim("exp", "99999999999"), "exp"));
    }

    private static Script spent(String what, Misbehaviour misbehaviour, String detail) {
        return Script.of(
                "access token: " + what,
                Ending.lost(ErrorCode.CHALLENGE_FAILED, EnrollmentStep.DPOP_CHALLENGE)
                        .because(detail),
                Fault.at(FaultPlace.ACCESS_TOKEN, misbehaviour));
    }

    static Stream<Script> backend() {
        return Stream.of(
                refusal("client-token-bad-signature", 400),
                refusal("dpop-htu-mismatch", 400),
                refusal("dpop-htm-mismatch", 400),
                refusal("client-token-jti-missing", 400),
                refusal("dpop-handle-mismatch", 400),
                refusal("invalid-backend-keys", 400),
                refusal("no-server-key-bundle", 404),
                Script.of(
                        "a nonce that was not good any more is replaced once",
                        Ending.enrolls(),
                        label("client-token-bad-nonce", 400)),
                Script.of(
                        "nonces that are never good",
                        Ending.goesOn(ErrorCode.BACKEND_REFUSED, EnrollmentStep.ACCESS_TOKEN)
                                .because("client-token-bad-nonce"),
                        label("client-token-bad-nonce", 400).always()),
                Script.of(
                        "a refusal that is not JSON",
                        Ending.goesOn(ErrorCode.BACKEND_REFUSED, EnrollmentStep.ACCESS_TOKEN)
                                .because("403"),
                        Fault.at(FaultPlace.ACCESS_TOKEN, Misbehaviour.status(403))));
    }

    private static Script refusal(String label, int status) {
        return Script.of(
                "the backend says " + label,
                Ending.goesOn(ErrorCode.BACKEND_REFUSED, EnrollmentStep.ACCESS_TOKEN)
                        .because(label),
                label(label, status));
    }

    private static Fault label(String label, int status) {
        return Fault.at(
                FaultPlace.ACCESS_TOKEN,
                Misbehaviour.json(status, "{\"code\":" + status + ",\"label\":\"" + label + "\",\"message\":\"no\"}"));
    }

    static Stream<Script> idTokens() {
        return Stream.of(
                id("no token at all", Misbehaviour.tokenSignature(TokenFlaw.NOT_A_TOKEN), "MALFORMED"),
                id("alg none", Misbehaviour.tokenSignature(TokenFlaw.NONE), "MALFORMED"),
                id("HS256", Misbehaviour.tokenSignature(TokenFlaw.HMAC_WITH_PUBLIC_KEY), "MALFORMED"),
                id("no keyauth", Misbehaviour.withoutClaim("keyauth"), "KEYAUTH_MISSING"),
                id("keyauth", Misbehaviour.claim("keyauth", "\"other\""), "KEYAUTH_MISMATCH"),
                id("keyauth is a number", Misbehaviour.claim("keyauth", "5"), "KEYAUTH_MISMATCH"),
                id("no acme_aud", Misbehaviour.withoutClaim("acme_aud"), "ACME_AUD_MISSING"),
                id("acme_aud", Misbehaviour.claim("acme_aud", "\"https://other\""), "ACME_AUD_MISMATCH"),
                id("aud", Misbehaviour.claim("aud", "\"account\""), "AUDIENCE"),
                id("aud list without it", Misbehaviour.claim("aud", "[\"account\"]"), "AUDIENCE"),
                id("azp", Misbehaviour.claim("azp", "\"account\""), "AUDIENCE"),
                id("iss", Misbehaviour.claim("iss", "\"https://other.example\""), "ISSUER"),
                id("expired", Misbehaviour.claim("exp", "1000000000"), "EXPIRED"),
                id("no exp", Misbehaviour.withoutClaim("exp"), "MALFORMED"),
                id("no aud", Misbehaviour.withoutClaim("aud"), "MALFORMED"),
                id("no iss", Misbehaviour.withoutClaim("iss"), "MALFORMED"),
                id("nonce", Misbehaviour.claim("nonce", "\"other\""), "NONCE"),
                id("no nonce", Misbehaviour.withoutClaim("nonce"), "NONCE"),
                refusedId("a bit of the signature", Misbehaviour.tokenSignature(TokenFlaw.BIT_FLIPPED)),
                refusedId("another key", Misbehaviour.tokenSignature(TokenFlaw.OTHER_KEY)),
                refusedId("jku", Misbehaviour.tokenHeader("jku", "\"https://evil.example/\"")),
                refusedId("another name", Misbehaviour.claim("name", "\"Bob\"")),
                refusedId("another user", Misbehaviour.claim("preferred_username", "\"bob@wire.example\"")));
    }

    private static Script id(String what, Misbehaviour misbehaviour, String reason) {
        return Script.of(
                "id token: " + what,
                Ending.goesOn(ErrorCode.ID_TOKEN_REJECTED, EnrollmentStep.LOGIN).because(reason),
                Fault.at(FaultPlace.TOKEN, misbehaviour));
    }

    private static Script refusedId(String what, Misbehaviour misbehaviour) {
        return Script.of(
                "id token: " + what,
                Ending.lost(ErrorCode.CHALLENGE_FAILED, EnrollmentStep.OIDC_CHALLENGE),
                Fault.at(FaultPlace.TOKEN, misbehaviour));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"seenByTheDevice", "seenByTheServer", "backend", "idTokens"})
    @DisplayName("are refused, by the device where it can see it, so that the challenge is not spent")
    void plays(Script script) {
        play(script);
    }
}
