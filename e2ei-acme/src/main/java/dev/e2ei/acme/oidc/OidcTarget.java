package dev.e2ei.acme.oidc;

import dev.e2ei.acme.http.LoopbackHost;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.error.AcmeProtocolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the target of a challenge {@code wire-oidc-01} says: the issuer, and perhaps as query parameter
 * {@code client_id} the OAuth client to log in with. The issuer keeps its spelling, since identity providers compare it
 * as text.
 */
public record OidcTarget(URI issuer, Optional<String> oauthClientId) {
    private static final int MAX_LENGTH = 2048;
    private static final int MAX_CLIENT_ID = 255;

    /**
     * Reads a target.
     *
     * @throws AcmeProtocolException if it is neither an https address nor an http address of this machine
     */
    public static OidcTarget parse(String target) {
        if (target.length() > MAX_LENGTH) {
            throw broken("is longer than " + MAX_LENGTH + " characters");
        }
        URI uri;
        try {
            uri = new URI(target);
        } catch (URISyntaxException malformed) {
            throw broken("is not an address");
        }
        if (!LoopbackHost.isSecure(uri) || uri.getRawUserInfo() != null) {
            throw broken("is neither an https address nor an http address of this machine");
        }
        int end = (int) target.chars().takeWhile(c -> c != '?' && c != '#').count();
        return new OidcTarget(URI.create(target.substring(0, end)), oauthClientId(uri.getRawQuery()));
    }

    private static Optional<String> oauthClientId(String query) {
        if (query == null) {
            return Optional.empty();
        }
        Optional<String> id;
        try {
            id = FormParameters.parse(query).first("client_id");
        } catch (IllegalArgumentException malformed) {
            throw broken("has a malformed query");
        }
        if (id.filter(text -> text.isEmpty() || text.length() > MAX_CLIENT_ID).isPresent()) {
            throw broken("names an OAuth client id that is empty or longer than " + MAX_CLIENT_ID + " characters");
        }
        return id;
    }

    /**
     * What the identity provider has to be asked, OpenID Connect Core, section 5.5: both claims are essential, each with
     * its value.
     *
     * @param keyauth the key authorization of the user's authorization
     * @param challenge the address of the challenge
     */
    public OidcAuthenticationRequest request(String keyauth, URI challenge) {
        JsonObject claims = JsonObject.builder()
                .put(
                        "id_token",
                        JsonObject.builder()
                                .put("keyauth", essential(keyauth))
                                .put("acme_aud", essential(challenge.toString()))
                                .build())
                .build();
        return new OidcAuthenticationRequest(
                issuer, oauthClientId, keyauth, challenge, new String(Json.write(claims), StandardCharsets.UTF_8));
    }

    private static JsonObject essential(String value) {
        return JsonObject.builder().put("essential", true).put("value", value).build();
    }

    private static AcmeProtocolException broken(String rule) {
        return new AcmeProtocolException(EnrollmentStep.LOGIN, "the target of the challenge wire-oidc-01 " + rule);
    }
}
