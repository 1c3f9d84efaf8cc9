package dev.e2ei.testkit.idp;

import dev.e2ei.testkit.http.Form;
import dev.e2ei.testkit.http.Request;
import dev.e2ei.testkit.http.Response;
import dev.e2ei.testkit.jose.Base64Url;
import dev.e2ei.testkit.jose.FreshValues;
import dev.e2ei.testkit.jose.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** Codes, each good for one exchange within a minute, RFC 6749, section 4.1.3, and RFC 7636. */
final class AuthorizationCodes {
    private static final Duration LIFETIME = Duration.ofSeconds(60);

    private record Code(IdpUser user, LoginAttempt attempt, Instant until) {}

    private final String clientId;
    private final IdTokens tokens;
    private final Map<String, Code> codes = new ConcurrentHashMap<>();

    AuthorizationCodes(String clientId, IdTokens tokens) {
        this.clientId = clientId;
        this.tokens = tokens;
    }

    String add(IdpUser user, LoginAttempt attempt, Instant now) {
        String code = FreshValues.base64Url(32);
        codes.put(code, new Code(user, attempt, now.plus(LIFETIME)));
        return code;
    }

    Response exchange(Request request, Instant now) {
        if (!request.method().equals("POST")
                || !request.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded")) {
            return refused("invalid_request", "a form has to be posted");
        }
        Form form = request.form();
        if (!form.value("grant_type").equals(Optional.of("authorization_code"))) {
            return refused("unsupported_grant_type", "only authorization_code");
        }
        if (!form.value("client_id").equals(Optional.of(clientId))) {
            return refused("invalid_client", "unknown client");
        }
        Optional<Code> code = form.value("code").map(codes::remove);
        if (code.isEmpty() || code.get().until().isBefore(now)) {
            return refused("invalid_grant", "the code is unknown, used or too old");
        }
        LoginAttempt attempt = code.get().attempt();
        if (!form.value("redirect_uri").equals(Optional.of(attempt.redirect().toString()))) {
            return refused("invalid_grant", "another redirect_uri");
        }
        if (!form.value("code_verifier").map(AuthorizationCodes::challenge).equals(Optional.of(attempt.challenge()))) {
            return refused("invalid_grant", "PKCE verification failed");
        }
        return Response.json(
                        200,
                        Json.object()
                                .put("access_token", FreshValues.base64Url(32))
                                .put("expires_in", LIFETIME.toSeconds())
                                .put("token_type", "Bearer")
                                .put("id_token", tokens.token(code.get().user(), attempt, now, request.due()))
                                .put("scope", "openid profile"))
                .with("Cache-Control", "no-store");
    }

    private static String challenge(String verifier) {
        byte[] octets = verifier.getBytes(StandardCharsets.US_ASCII);
        SHA256Digest digest = new SHA256Digest();
        digest.update(octets, 0, octets.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return Base64Url.encode(hash);
    }

    private static Response refused(String error, String description) {
        return Response.json(400, Json.object().put("error", error).put("error_description", description))
                .with("Cache-Control", "no-store");
    }
}
