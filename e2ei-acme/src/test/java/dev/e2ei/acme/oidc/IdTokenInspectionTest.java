package dev.e2ei.acme.oidc;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.acme.jose.Base64Url;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.IdTokenRejectedException;
import dev.e2ei.api.error.IdTokenRejectedException.Reason;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The look into an id token")
class IdTokenInspectionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    private static final OidcAuthenticationRequest REQUEST = OidcTarget.parse("https://idp.example/realm?client_id=app")
            .request("token.thumbprint", URI.create("https://ca.example/challenge/1"));

    private static Map<String, Object> good() {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "https://idp.example/realm");
        claims.put("aud", "app");
        claims.put("exp", NOW.getEpochSecond() + 300);
        claims.put("nonce", "n-1");
        claims.put("keyauth", "token.thumbprint");
        claims.put("acme_aud", "https://ca.example/challenge/1");
        claims.put("name", "Alice Smith");
        return claims;
    }

    private static Map<String, Object> with(String claim, Object value) {
        Map<String, Object> claims = good();
        claims.put(claim, value);
        return claims;
    }

    private static void accepted(Map<String, Object> claims) {
        assertDoesNotThrow(() -> IdTokenInspection.inspect(TestIdTokens.write(claims), REQUEST, "app", "n-1", CLOCK));
    }

    private static IdTokenRejectedException refused(Reason reason, Map<String, Object> claims) {
        IdTokenRejectedException refusal = assertThrows(
                IdTokenRejectedException.class,
                () -> IdTokenInspection.inspect(TestIdTokens.write(claims), REQUEST, "app", "n-1", CLOCK));
        assertEquals(reason, refusal.reason());
        assertEquals(ErrorCode.ID_TOKEN_REJECTED, refusal.code());
        assertEquals(EnrollmentStep.LOGIN, refusal.step().orElseThrow());
        claims.values().stream()
                .filter(value -> value instanceof String text && text.length() > 3)
                .forEach(value -> assertFalse(refusal.getMessage().contains(value.toString()), refusal.getMessage()));
        return refusal;
    }

    @Test
    @DisplayName("lets a token pass that has all that the ACME server will look for")
    void good_token() {
        accepted(good());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"keyauth, KEYAUTH_MISSING, KEYAUTH_MISMATCH", "acme_aud, ACME_AUD_MISSING, ACME_AUD_MISMATCH"})
    @DisplayName("names the mapper to configure when a claim was dropped or changed")
    void copied(String claim, Reason missing, Reason mismatch) {
        Map<String, Object> without = good();
        without.remove(claim);
        for (Map<String, Object> claims : List.of(without, with(claim, null))) {
            String message = refused(missing, claims).getMessage();
            assertTrue(message.contains("oidc-claims-param-value-idtoken-mapper"), message);
            assertTrue(message.contains("claim.name " + claim), message);
        }
        for (Object value : new Object[] {"other", "", 7, List.of(good().get(claim)), good().get(claim) + " "}) {
            String message = refused(mismatch, with(claim, value)).getMessage();
            assertTrue(message.contains("claim.name " + claim), message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://idp.example/realm, true",
        "https://idp.example/realm/, true",
        "https://idp.example/realm//, false",
        "https://idp.example/Realm, false",
        "http://idp.example/realm, false",
        "https://idp.example/realm?client_id=app, false",
        "https://evil.example/realm, false",
        "'', false"
    })
    @DisplayName("compares the issuer as text, save for one slash at the end")
    void issuer(String issuer, boolean good) {
        if (good) {
            accepted(with("iss", issuer));
        } else {
            refused(Reason.ISSUER, with("iss", issuer));
        }
    }

    @Test
    @DisplayName("finds the OAuth client among the audiences, and as the authorized party where one is named")
    void audience() {
        accepted(with("aud", List.of("app")));
        accepted(with("aud", List.of("account", "app")));
        accepted(with("azp", "app"));
        refused(Reason.AUDIENCE, with("aud", "account"));
        refused(Reason.AUDIENCE, with("aud", "application"));
        refused(Reason.AUDIENCE, with("aud", List.of()));
        refused(Reason.AUDIENCE, with("aud", List.of("account", "apps")));
        refused(Reason.AUDIENCE, with("azp", "somebody-else"));
    }

    @ParameterizedTest(name = "ends {0} s from now: {1}")
    @CsvSource({"300, true", "0, true", "-60, true", "-61, false", "-100000, false"})
    @DisplayName("lets clocks differ by a minute")
    void expiry(long seconds, boolean good) {
        Map<String, Object> claims = with("exp", NOW.getEpochSecond() + seconds);
        if (good) {
            accepted(claims);
        } else {
            String message = refused(Reason.EXPIRED, claims).getMessage();
            assertTrue(message.contains("clock"), message);
        }
    }

    @Test
    @DisplayName("reads an expiry with a fraction, and one beyond all calendars")
    void oddExpiry() {
        accepted(with("exp", NOW.getEpochSecond() + 0.5));
        accepted(with("exp", 1e40));
        refused(Reason.EXPIRED, with("exp", -1e40));
    }

    @Test
    @DisplayName("wants the nonce of this login")
    void nonce() {
        Map<String, Object> without = good();
        without.remove("nonce");
        refused(Reason.NONCE, without);
        refused(Reason.NONCE, with("nonce", "n-2"));
        refused(Reason.NONCE, with("nonce", 7));
    }

    @Test
    @DisplayName("does not ask a host's own login for its nonce, nor for an OAuth client that nobody named")
    void hostsOwnLogin() {
        Map<String, Object> claims = good();
        claims.remove("nonce");
        IdTokenInspection.inspect(TestIdTokens.write(claims), REQUEST, CLOCK);
        claims.put("aud", "another");
        assertThrows(
                IdTokenRejectedException.class,
                () -> IdTokenInspection.inspect(TestIdTokens.write(claims), REQUEST, CLOCK));
        var anyClient = OidcTarget.parse("https://idp.example/realm")
                .request("token.thumbprint", URI.create("https://ca.example/challenge/1"));
        IdTokenInspection.inspect(TestIdTokens.write(claims), anyClient, CLOCK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "exp"})
    @DisplayName("misses what each id token has")
    void incomplete(String claim) {
        Map<String, Object> without = good();
        without.remove(claim);
        refused(Reason.MALFORMED, without);
        refused(Reason.MALFORMED, with(claim, claim.equals("exp") ? "soon" : 7));
        if (claim.equals("aud")) {
            refused(Reason.MALFORMED, with("aud", Arrays.asList("app", 7)));
        }
    }

    @Test
    @DisplayName("refuses what is not a signed compact JWT")
    void malformed() {
        String good = TestIdTokens.write(good());
        String payload = good.split("\\.")[1];
        String none = Base64Url.encode("{\"alg\":\"none\"}".getBytes(StandardCharsets.US_ASCII));
        for (String token : List.of(
                "",
                ".",
                "..",
                "opaque-token",
                good.substring(0, good.lastIndexOf('.')),
                good.substring(0, good.lastIndexOf('.') + 1),
                good + ".x",
                good + "=",
                " " + good,
                good.replace('.', ' '),
                none + "." + payload + ".",
                none + "." + payload + ".c2ln",
                TestIdTokens.write("{}", "{}"),
                TestIdTokens.write("[]", "{}"),
                TestIdTokens.write("{\"alg\":\"ES256\"}", "[]"),
                TestIdTokens.write("{\"alg\":\"ES256\"}", "{\"a\":1,\"a\":2}"),
                "a".repeat(70_000))) {
            IdTokenRejectedException refusal = assertThrows(
                    IdTokenRejectedException.class, () -> IdTokenInspection.inspect(token, REQUEST, CLOCK));
            assertEquals(Reason.MALFORMED, refusal.reason());
            assertFalse(token.length() > 10 && refusal.getMessage().contains(token));
        }
    }
}
