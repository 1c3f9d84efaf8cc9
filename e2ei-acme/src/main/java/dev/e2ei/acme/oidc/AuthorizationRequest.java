package dev.e2ei.acme.oidc;

import dev.e2ei.acme.jose.Base64Url;
import dev.e2ei.api.enrollment.LoopbackLogin;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.spi.crypto.RandomSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One authorization request, OpenID Connect Core, section 3.1.2.1, and the token request that goes with it. Not a
 * record, so that state, nonce and code verifier (RFC 7636) do not show up in a log.
 */
final class AuthorizationRequest {
    private static final int RANDOM_OCTETS = 32;

    private final OidcAuthenticationRequest asked;
    private final String clientId;
    private final String scope;
    private final URI redirect;
    private final String state;
    private final String nonce;
    private final String codeVerifier;

    AuthorizationRequest(OidcAuthenticationRequest asked, LoopbackLogin login, URI redirect, RandomSource random) {
        this.asked = asked;
        clientId = asked.oauthClientId().orElse(login.oauthClientId());
        scope = String.join(" ", login.scopes());
        this.redirect = redirect;
        state = fresh(random);
        nonce = fresh(random);
        codeVerifier = fresh(random);
    }

    String clientId() {
        return clientId;
    }

    String state() {
        return state;
    }

    String nonce() {
        return nonce;
    }

    /** The page to open in the browser. */
    URI page(URI authorizationEndpoint) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", redirect.toString());
        parameters.put("scope", scope);
        parameters.put("state", state);
        parameters.put("nonce", nonce);
        parameters.put("code_challenge", codeChallenge());
        parameters.put("code_challenge_method", "S256");
        parameters.put("claims", asked.claims());
        // an endpoint may have a query of its own, which has to be kept (RFC 6749, section 3.1)
        String separator = authorizationEndpoint.getRawQuery() == null ? "?" : "&";
        return URI.create(authorizationEndpoint + separator + new FormParameters(parameters).encode());
    }

    FormParameters tokenRequest(String code) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("grant_type", "authorization_code");
        parameters.put("code", code);
        parameters.put("redirect_uri", redirect.toString());
        parameters.put("client_id", clientId);
        parameters.put("code_verifier", codeVerifier);
        return new FormParameters(parameters);
    }

    private String codeChallenge() {
        try {
            return Base64Url.encode(
                    MessageDigest.getInstance("SHA-256").digest(codeVerifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("each JVM has SHA-256", impossible);
        }
    }

    private static String fresh(RandomSource random) {
        return Base64Url.encode(random.bytes(RANDOM_OCTETS));
    }
}
