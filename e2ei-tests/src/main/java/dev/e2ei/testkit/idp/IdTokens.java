package dev.e2ei.testkit.idp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.fault.Misbehaviour;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.SigningKey;
import dev.e2ei.testkit.jose.TokenMint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes id tokens with the claims that Keycloak's have. */
final class IdTokens {
    private static final Duration LIFETIME = Duration.ofSeconds(60);
    private static final List<String> COPIED = List.of("keyauth", "acme_aud");

    private final String issuer;
    private final String clientId;
    private final SigningKey key;

    IdTokens(String issuer, String clientId, SigningKey key) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.key = key;
    }

    String token(IdpUser user, LoginAttempt attempt, Instant now, List<Misbehaviour> due) {
        long seconds = now.getEpochSecond();
        ObjectNode claims = Json.object()
                .put("exp", seconds + LIFETIME.toSeconds())
                .put("iat", seconds)
                .put("auth_time", seconds)
                .put("jti", FreshValues.uuid().toString())
                .put("iss", issuer)
                .put("aud", clientId)
                .put("sub", user.subject())
                .put("typ", "ID")
                .put("azp", clientId)
                .put("sid", FreshValues.base64Url(18))
                .put("acr", "1")
                .put("email_verified", true)
                .put("name", user.name())
                .put("preferred_username", user.username());
        attempt.nonce().ifPresent(nonce -> claims.put("nonce", nonce));
        for (String name : COPIED) {
            JsonNode value = attempt.claims().path(name).path("value");
            if (value.isTextual()) {
                claims.set(name, value);
            }
        }
        ObjectNode header = Json.object()
                .put("alg", key.algorithm().id())
                .put("typ", "JWT")
                .put("kid", key.jwk().thumbprint());
        return TokenMint.sign(header, claims, key, due);
    }

    ObjectNode keys() {
        ObjectNode jwk = key.jwk().json();
        jwk.put("kid", key.jwk().thumbprint())
                .put("use", "sig")
                .put("alg", key.algorithm().id());
        ObjectNode keys = Json.object();
        keys.putArray("keys").add(jwk);
        return keys;
    }
}
