package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.CompactJwt;
import dev.e2ei.acme.jose.JoseException;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Challenge;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.api.id.ClientId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Looks into the backend's access token before it is sent. The ACME server would refuse the same things, but then the
 * challenge, and with it the order, is lost. The signature is the server's business, who has the backend's key.
 */
final class AccessTokenInspection {
    // what servers allow for clocks that differ
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private AccessTokenInspection() {}

    /**
     * Makes sure that a token is for this client, key and challenge.
     *
     * @throws AcmeProtocolException naming the claim that is not as it should be
     */
    static void require(String token, ClientId client, Challenge challenge, String thumbprint, Instant now) {
        try {
            JsonObject claims = CompactJwt.parse(token).claims();
            require("chal", claims.text("chal").equals(challenge.token()));
            require("cnf", claims.object("cnf").text("kid").equals(thumbprint));
            require("client_id", isClient(claims.text("client_id"), client));
            require("aud", audience(claims).contains(challenge.url().toString()));
            require("exp", claims.number("exp").compareTo(seconds(now.minus(LEEWAY))) >= 0);
            claims.optionalNumber("nbf")
                    .ifPresent(notBefore -> require("nbf", notBefore.compareTo(seconds(now.plus(LEEWAY))) <= 0));
        } catch (JoseException | JsonException malformed) {
            throw new AcmeProtocolException(
                    EnrollmentStep.ACCESS_TOKEN, "the backend's access token: " + malformed.getMessage(), malformed);
        }
    }

    private static List<String> audience(JsonObject claims) {
        return claims.member("aud").orElse(null) instanceof JsonArray several
                ? several.texts("aud")
                : List.of(claims.text("aud"));
    }

    private static boolean isClient(String text, ClientId client) {
        try {
            return ClientId.parse(text).equals(client);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static BigDecimal seconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond());
    }

    private static void require(String claim, boolean asExpected) {
        if (!asExpected) {
            throw new JsonException("the claim \"" + claim + "\" does not fit this enrollment");
        }
    }
}
