package dev.e2ei.acme.model;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.Bytes;
import dev.e2ei.api.enrollment.AcmeChallenge;
import dev.e2ei.api.error.AcmeProblem;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The challenge object, RFC 8555, section 8, with Wire's member {@code target}.
 *
 * @param url where the answer is POSTed
 * @param token at least 128 bits as base64url
 * @param target the access token endpoint or the issuer, verbatim
 * @param error why the challenge is invalid
 * @param document the whole object
 */
public record Challenge(
        ChallengeType type,
        ChallengeStatus status,
        URI url,
        String token,
        String target,
        Optional<AcmeProblem> error,
        Bytes document) {
    private static final int MIN_TOKEN_OCTETS = 16;
    private static final int MAX_TOKEN_LENGTH = 1024;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Reads a challenge that has to be of a type; its status may be left out only before it has been answered. */
    public static Challenge parse(JsonObject object, ChallengeType type, Origin origin) {
        if (!object.text("type").equals(type.text())) {
            throw new JsonException("the challenge is not of type " + type.text());
        }
        return new Challenge(
                type,
                object.optionalText("status").map(ChallengeStatus::parse).orElse(ChallengeStatus.PENDING),
                origin.url(object, "url"),
                token(object.text("token")),
                target(object.text("target")),
                Problem.optional(object, "error"),
                Bytes.of(Json.write(object)));
    }

    /** Whether this is the other challenge, perhaps in another state. */
    public boolean isSameAs(Challenge other) {
        return type == other.type && url.equals(other.url) && token.equals(other.token) && target.equals(other.target);
    }

    /**
     * This challenge as the answer to it ended. Its address says which challenge it is; token and target stay those that
     * were answered, as servers need not repeat them.
     */
    public Challenge endedAs(Challenge answered) {
        return new Challenge(type, answered.status, url, token, target, answered.error, answered.document);
    }

    /** The key authorization, RFC 8555, section 8.1; the thumbprint is by SHA-256 whatever the suite. */
    public String keyAuthorization(String accountThumbprint) {
        return token + "." + accountThumbprint;
    }

    public AcmeChallenge toApi() {
        return new AcmeChallenge(document, url, target);
    }

    private static String token(String token) {
        if (token.length() > MAX_TOKEN_LENGTH) {
            throw new JsonException("member \"token\" has more than " + MAX_TOKEN_LENGTH + " characters");
        }
        // RFC 8555 section 8.1 asks for 128 bits in the alphabet of base64url; unused bits are of no interest
        if (!token.matches("[A-Za-z0-9_-]+")) {
            throw new JsonException("member \"token\" is not base64url without padding");
        }
        if (token.length() * 6 / 8 < MIN_TOKEN_OCTETS) {
            throw new JsonException("member \"token\" has less than 128 bits");
        }
        return token;
    }

    private static String target(String target) {
        URI url = Origin.absolute("member \"target\"", target);
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        boolean loopback = "http".equalsIgnoreCase(url.getScheme()) && LOOPBACK.contains(String.valueOf(url.getHost()));
        if (url.getHost() == null || !https && !loopback) {
            throw new JsonException("member \"target\" is neither https nor http to a loopback address");
        }
        return target;
    }

    /** The token stays out: with the key it makes the key authorization. */
    @Override
    public String toString() {
        return "Challenge[" + type.text() + ", " + status + "]";
    }
}
