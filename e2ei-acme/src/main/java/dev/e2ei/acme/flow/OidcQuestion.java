package dev.e2ei.acme.flow;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Challenge;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.error.AcmeProtocolException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the challenge {@code wire-oidc-01} wants to see in the id token, as OpenID Connect Core, section 5.5, asks for it. */
final class OidcQuestion {
    private static final String CLIENT_ID = "client_id=";

    private OidcQuestion() {}

    /** The key authorization, RFC 8555, section 8.1; the thumbprint is SHA-256 whatever the suite. */
    static String keyAuthorization(Challenge challenge, String accountThumbprint) {
        return challenge.token() + "." + accountThumbprint;
    }

    /** The request. The target is the issuer, perhaps with the OAuth client id in its query. */
    static OidcAuthenticationRequest of(Challenge challenge, String accountThumbprint) {
        String keyauth = keyAuthorization(challenge, accountThumbprint);
        return new OidcAuthenticationRequest(
                URI.create(challenge.target().split("[?#]", 2)[0]),
                clientId(URI.create(challenge.target())),
                keyauth,
                challenge.url(),
                claims(keyauth, challenge.url()));
    }

    private static String claims(String keyauth, URI acmeAud) {
        JsonObject idToken = JsonObject.builder()
                .put("keyauth", essential(keyauth))
                .put("acme_aud", essential(acmeAud.toString()))
                .build();
        return new String(
                Json.write(JsonObject.builder().put("id_token", idToken).build()), StandardCharsets.UTF_8);
    }

    private static JsonObject essential(String value) {
        return JsonObject.builder().put("essential", true).put("value", value).build();
    }

    private static Optional<String> clientId(URI target) {
        if (target.getRawQuery() == null) {
            return Optional.empty();
        }
        for (String parameter : target.getRawQuery().split("&")) {
            if (parameter.startsWith(CLIENT_ID) && parameter.length() > CLIENT_ID.length()) {
                return Optional.of(decoded(parameter.substring(CLIENT_ID.length())));
            }
        }
        return Optional.empty();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new AcmeProtocolException(
                    EnrollmentStep.AUTHORIZATION, "the client_id in the target of wire-oidc-01 is not URL-encoded");
        }
    }
}
