package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.http.PageClient;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.Jwk;
import dev.e2ei.testkit.jose.Jws;
import dev.e2ei.testkit.jose.JwsRejectedException;
import dev.e2ei.testkit.jose.JwsVerification;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/** Validates {@code wire-oidc-01}: the id token, by the keys that the identity provider publishes. */
final class OidcChallenge {
    private static final String HANDLE_PREFIX = "wireapp://%40";

    private final URI issuer;
    private final String clientId;
    private final SSLContext tls;
    private final JwsVerification verification = JwsVerification.ofIdentityProviders();

    OidcChallenge(URI issuer, String clientId, SSLContext tls) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.tls = tls;
    }

    /**
     * Validates.
     *
     * @param idToken what the client sent
     * @param authorization the user's
     * @param challengeUrl the address of the challenge
     * @param now the time of day
     * @throws ChallengeRejectedException if it does not prove what it should
     * @throws JwsRejectedException if the signature or the header is not as it should be
     */
    void validate(String idToken, Authorization authorization, String challengeUrl, Instant now) {
        WireIdentifiers wire = authorization.order.wire;
        Jws token = Jws.parseCompact(idToken);
        verification.algorithm(token.header());
        verification.verify(token, key(token.header()));
        ObjectNode claims = token.claims();
        equal(claims, "iss", issuer.toString());
        audience(claims);
        times(claims, now);
        equal(claims, "acme_aud", challengeUrl);
        equal(claims, "keyauth", authorization.challenge.token + "." + authorization.order.account.key.thumbprint());
        equal(claims, "name", wire.name());
        ChallengeRejectedException.unless(
                wire.handleUri()
                        .equals(HANDLE_PREFIX
                                + claims.path("preferred_username").asText()),
                "id token: another preferred_username");
    }

    // Fetched anew each time: a key that the provider has withdrawn is withdrawn at once.
    private Jwk key(ObjectNode header) {
        ObjectNode keys;
        try {
            PageClient client = new PageClient(tls);
            URI discovery = URI.create(issuer + "/.well-known/openid-configuration");
            ObjectNode metadata = Json.readObject(client.get(discovery).body());
            if (!metadata.path("issuer").asText().equals(issuer.toString())) {
                throw new IOException("another issuer");
            }
            URI jwks = URI.create(metadata.path("jwks_uri").asText());
            keys = Json.readObject(client.get(jwks).body());
        } catch (IOException | JwsRejectedException | IllegalArgumentException e) {
            throw AcmeProblemException.of("serverInternal", "no OIDC verifier available");
        }
        String kid = header.path("kid").asText();
        for (JsonNode key : keys.path("keys")) {
            if (key.path("kid").asText().equals(kid)) {
                return Jwk.parse(key);
            }
        }
        throw new ChallengeRejectedException("id token: signed by a key that is not published");
    }

    private void audience(ObjectNode claims) {
        JsonNode audience = claims.path("aud");
        boolean holds = audience.isTextual() && audience.textValue().equals(clientId);
        for (JsonNode one : audience) {
            holds |= one.isTextual() && one.textValue().equals(clientId);
        }
        ChallengeRejectedException.unless(holds, "id token: another aud");
    }

    private static void times(ObjectNode claims, Instant now) {
        JsonNode expiry = claims.path("exp");
        ChallengeRejectedException.unless(
                expiry.canConvertToLong() && expiry.isNumber() && now.getEpochSecond() <= expiry.longValue(),
                "id token: expired");
        JsonNode first = claims.path("nbf");
        ChallengeRejectedException.unless(
                first.isMissingNode() || first.isNumber() && first.longValue() <= now.getEpochSecond() + 300,
                "id token: not valid yet");
    }

    private static void equal(ObjectNode claims, String name, String expected) {
        JsonNode claim = claims.path(name);
        ChallengeRejectedException.unless(
                claim.isTextual() && claim.textValue().equals(expected), "id token: another " + name);
    }
}
