package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Jwk;
import dev.e2ei.testkit.jose.Jws;
import dev.e2ei.testkit.jose.JwsVerification;
import java.time.Instant;
import java.util.Collection;

/**
 * Validates {@code wire-dpop-01}: the backend's access token, and in it the client's proof. All that step-ca looks at,
 * and besides: both types, {@code htm}, reuse of either {@code jti}, presence of {@code team}, {@code api_version},
 * {@code sub} of the access token.
 */
final class DpopChallenge {
    private static final int API_VERSION = 5;

    private final AcmeStore store;
    private final Collection<Jwk> backendKeys;
    private final JwsVerification verification = JwsVerification.ofClients();

    DpopChallenge(AcmeStore store, Collection<Jwk> backendKeys) {
        this.store = store;
        this.backendKeys = backendKeys;
    }

    /**
     * Validates.
     *
     * @param accessToken what the client sent
     * @param authorization the device's
     * @param challengeUrl the address of the challenge
     * @param now the time of day
     * @throws ChallengeRejectedException if it does not prove what it should
     * @throws dev.e2ei.testkit.jose.JwsRejectedException if a signature or a header is not as it should be
     */
    void validate(String accessToken, Authorization authorization, String challengeUrl, Instant now) {
        Challenge challenge = authorization.challenge;
        WireIdentifiers wire = authorization.order.wire;
        Jwk accountKey = authorization.order.account.key;

        Jws token = Jws.parseCompact(accessToken);
        unless(token.header().path("typ").asText().equals("at+jwt"), "access token: typ is not at+jwt");
        verification.verify(token, backendKey(token.header()));
        ObjectNode claims = token.claims();
        TokenTimes.check(claims, now, "access token");
        equal(claims, "iss", challenge.target, "access token");
        audience(claims, challengeUrl, "access token");
        equal(claims, "chal", challenge.token, "access token");
        unless(
                claims.path("cnf").path("kid").asText().equals(accountKey.thumbprint()),
                "access token: cnf is not the thumbprint of the account's key");
        equal(claims, "client_id", wire.clientUri(), "access token");
        equal(claims, "sub", wire.clientUri(), "access token");
        equal(claims, "scope", "wire_client_id", "access token");
        unless(claims.path("api_version").asInt() == API_VERSION, "access token: another api_version");

        Jws proof = Jws.parseCompact(claims.path("proof").asText());
        ObjectNode proved = proof(proof, accountKey, challenge, challengeUrl, now);
        equal(proved, "sub", wire.clientUri(), "proof");
        equal(proved, "handle", wire.handleUri(), "proof");
        equal(proved, "name", wire.name(), "proof");
        JsonNode team = proved.path("team");
        unless(team.isTextual() || team.isNull(), "proof: team is neither a string nor null");
        String nonce = proved.path("nonce").asText();
        unless(
                !nonce.isEmpty() && nonce.equals(claims.path("nonce").asText()),
                "proof and access token: the nonces differ");
        unused(claims, "access token");
        unused(proved, "proof");
    }

    private Jwk backendKey(ObjectNode header) {
        String id = header.has("kid")
                ? header.path("kid").asText()
                : Jwk.parse(header.path("jwk")).thumbprint();
        return backendKeys.stream()
                .filter(key -> key.thumbprint().equals(id))
                .findFirst()
                .orElseThrow(() -> new ChallengeRejectedException("access token: not signed by the backend's key"));
    }

    private ObjectNode proof(Jws proof, Jwk accountKey, Challenge challenge, String challengeUrl, Instant now) {
        ObjectNode header = proof.header();
        unless(header.path("typ").asText().equals("dpop+jwt"), "proof: typ is not dpop+jwt");
        String id = header.has("kid")
                ? header.path("kid").asText()
                : Jwk.parse(header.path("jwk")).thumbprint();
        unless(id.equals(accountKey.thumbprint()), "proof: not signed by the account's key");
        verification.verify(proof, accountKey);
        ObjectNode claims = proof.claims();
        TokenTimes.check(claims, now, "proof");
        audience(claims, challengeUrl, "proof");
        equal(claims, "htu", challenge.target, "proof");
        equal(claims, "htm", "POST", "proof");
        equal(claims, "chal", challenge.token, "proof");
        return claims;
    }

    private void unused(ObjectNode claims, String what) {
        String jti = claims.path("jti").asText();
        unless(!jti.isEmpty() && store.useTokenId(what + jti), what + ": jti is missing or was seen before");
    }

    private static void audience(ObjectNode claims, String expected, String what) {
        JsonNode audience = claims.path("aud");
        boolean holds = audience.isTextual() && audience.textValue().equals(expected);
        for (JsonNode one : audience) {
            holds |= one.isTextual() && one.textValue().equals(expected);
        }
        unless(holds, what + ": aud is not the challenge");
    }

    private static void equal(ObjectNode claims, String name, String expected, String what) {
        JsonNode claim = claims.path(name);
        unless(claim.isTextual() && claim.textValue().equals(expected), what + ": another " + name);
    }

    private static void unless(boolean holds, String message) {
        ChallengeRejectedException.unless(holds, message);
    }
}
