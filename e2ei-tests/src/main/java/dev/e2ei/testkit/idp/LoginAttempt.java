package dev.e2ei.testkit.idp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.http.Form;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.JwsRejectedException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An authorization request that may be answered by a redirect.
 *
 * @param redirect where the answer goes
 * @param state returned as it came
 * @param nonce goes into the id token
 * @param challenge the PKCE challenge
 * @param claims the requested claims of the id token, OpenID Connect Core, section 5.5
 */
record LoginAttempt(URI redirect, Optional<String> state, Optional<String> nonce, String challenge, ObjectNode claims) {

    /** What is wrong with a request, and whether its redirect may be told. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String error;

        RefusedException(String error, String description) {
            super(description);
            this.error = error;
        }

        String error() {
            return error;
        }
    }

    /** The redirect address, checked first: nothing is sent to one that is not the client's. */
    static URI redirect(Form query, String clientId) {
        if (!query.value("client_id").equals(Optional.of(clientId))) {
            throw new RefusedException("invalid_request", "unknown client");
        }
        URI redirect;
        try {
            redirect = URI.create(query.value("redirect_uri").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new RefusedException("invalid_request", "redirect_uri is no address");
        }
        // RFC 8252, section 7.3: any port of the loopback interface.
        boolean loopback = "http".equals(redirect.getScheme())
                && redirect.getHost() != null
                && (redirect.getHost().equals("127.0.0.1")
                        || redirect.getHost().equals("[::1]")
                        || redirect.getHost().equals("localhost"));
        if (!loopback || redirect.getRawFragment() != null) {
            throw new RefusedException("invalid_request", "redirect_uri is not registered");
        }
        return redirect;
    }

    /** The rest of the request. */
    static LoginAttempt read(Form query, URI redirect) {
        if (!query.value("response_type").equals(Optional.of("code"))) {
            throw new RefusedException("unsupported_response_type", "response_type is not code");
        }
        if (!Arrays.asList(query.value("scope").orElse("").split(" ")).contains("openid")) {
            throw new RefusedException("invalid_scope", "the scope openid is missing");
        }
        String challenge = query.value("code_challenge").orElse("");
        if (!query.value("code_challenge_method").equals(Optional.of("S256"))
                || !challenge.matches("[A-Za-z0-9_-]{43}")) {
            throw new RefusedException("invalid_request", "PKCE with S256 is required");
        }
        ObjectNode claims;
        try {
            claims = Json.readObject(query.value("claims").orElse("{}"));
        } catch (JwsRejectedException e) {
            throw new RefusedException("invalid_request", "claims is no JSON object");
        }
        ObjectNode wanted = claims.path("id_token") instanceof ObjectNode idToken ? idToken : Json.object();
        return new LoginAttempt(redirect, query.value("state"), query.value("nonce"), challenge, wanted);
    }

    /** The redirect with parameters and the state. */
    String answer(Form parameters) {
        return answer(redirect, state, parameters);
    }

    static String answer(URI redirect, Optional<String> state, Form parameters) {
        Map<String, String> all = new LinkedHashMap<>(parameters.values());
        state.ifPresent(value -> all.put("state", value));
        String separator = redirect.getRawQuery() == null ? "?" : "&";
        return redirect + separator + new Form(all).encode();
    }

    @Override
    public String toString() {
        return "LoginAttempt";
    }
}
