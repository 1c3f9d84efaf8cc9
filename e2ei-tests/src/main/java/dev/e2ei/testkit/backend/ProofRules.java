package dev.e2ei.testkit.backend;

import static dev.e2ei.testkit.backend.RefusedProofException.unless;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.testkit.jose.Jwk;
import dev.e2ei.testkit.jose.Jws;
import dev.e2ei.testkit.jose.JwsRejectedException;
import dev.e2ei.testkit.jose.JwsVerification;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What wire-server checks on a DPoP proof, in its order and with its labels. */
final class ProofRules {
    private static final Duration SKEW = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(300);

    private final String domain;
    private final JwsVerification verification = JwsVerification.ofClients();

    ProofRules(String domain) {
        this.domain = domain;
    }

    /** A proof that holds, and the key that signed it. */
    record Proof(Jws jws, ObjectNode claims, Jwk key) {
        @Override
        public String toString() {
            return "Proof";
        }
    }

    String htu(ClientId client) {
        return "https://" + domain + "/clients/" + client.device() + "/access-token";
    }

    Proof check(String compact, BackendUser user, ClientId client, Optional<String> storedNonce, Instant now) {
        Proof proof = signature(compact);
        ObjectNode claims = proof.claims();
        unless(isText(claims, "sub", client.uri()), "client-token-bad-client-id");
        unless(storedNonce.isPresent() && isText(claims, "nonce", storedNonce.get()), "client-token-bad-nonce");
        unless(isText(claims, "htm", "POST"), "dpop-htm-mismatch");
        unless(isText(claims, "htu", htu(client)), "dpop-htu-mismatch");
        unless(!claims.path("jti").asText().isEmpty(), "client-token-jti-missing");
        unless(!claims.path("chal").asText().isEmpty(), "client-token-chal-missing");
        times(claims, now);
        unless(isText(claims, "handle", user.handle().orElseThrow().uri()), "dpop-handle-mismatch");
        JsonNode team = claims.path("team");
        unless(team.isNull() || user.team().equals(Optional.ofNullable(team.textValue())), "dpop-team-mismatch");
        unless(isText(claims, "name", user.name()), "dpop-display-name-mismatch");
        unless(isUrl(claims.path("aud")), "token-generation-error");
        return proof;
    }

    private Proof signature(String compact) {
        Jws jws;
        ObjectNode claims;
        try {
            jws = Jws.parseCompact(compact);
            claims = jws.claims();
        } catch (JwsRejectedException e) {
            throw new RefusedProofException("client-token-parse-error");
        }
        unless(jws.header().path("typ").asText().equals("dpop+jwt"), "client-token-type-error");
        try {
            Jwk key = Jwk.parse(jws.header().path("jwk"));
            verification.verify(jws, key);
            return new Proof(jws, claims, key);
        } catch (JwsRejectedException e) {
            throw new RefusedProofException(
                    switch (e.reason()) {
                        case UNSUPPORTED_ALGORITHM -> "client-token-unsupported-alg";
                        case MALFORMED ->
                            jws.header().path("alg").isTextual()
                                    ? "client-token-bad-signature"
                                    : "client-token-parse-error";
                        default -> "client-token-bad-signature";
                    });
        }
    }

    private static void times(ObjectNode claims, Instant now) {
        unless(claims.path("iat").isIntegralNumber(), "client-token-iat-missing");
        unless(claims.path("iat").longValue() <= now.plus(SKEW).getEpochSecond(), "client-token-bad-iat");
        unless(
                claims.path("nbf").isIntegralNumber()
                        && claims.path("nbf").longValue() <= now.plus(SKEW).getEpochSecond(),
                "not-yet-valid");
        unless(claims.path("exp").isIntegralNumber(), "client-token-exp-missing");
        long expiry = claims.path("exp").longValue();
        unless(expiry >= now.minus(SKEW).getEpochSecond(), "client-token-exp-too-small");
        unless(expiry <= now.plus(LONGEST).plus(SKEW).getEpochSecond(), "client-token-exp-too-large");
    }

    private static boolean isText(ObjectNode claims, String name, String expected) {
        return claims.path(name).isTextual() && claims.path(name).textValue().equals(expected);
    }

    private static boolean isUrl(JsonNode audience) {
        try {
            return audience.isTextual() && URI.create(audience.textValue()).isAbsolute();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
