package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** The times of a token, with the minute of leeway that step-ca gives. */
final class TokenTimes {
    private static final Duration LEEWAY = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private TokenTimes() {}

    static void check(JsonNode claims, Instant now, String what) {
        Instant expiry = instant(claims, "exp", what);
        ChallengeRejectedException.unless(!now.minus(LEEWAY).isAfter(expiry), what + ": expired");
        ChallengeRejectedException.unless(!expiry.isAfter(now.plus(LONGEST)), what + ": exp is too far away");
        ChallengeRejectedException.unless(
                !instant(claims, "nbf", what).isAfter(now.plus(LEEWAY)), what + ": not valid yet");
        ChallengeRejectedException.unless(
                !instant(claims, "iat", what).isAfter(now.plus(LEEWAY)), what + ": issued in the future");
    }

    private static Instant instant(JsonNode claims, String name, String what) {
        JsonNode claim = claims.path(name);
        ChallengeRejectedException.unless(
                claim.isIntegralNumber() && claim.canConvertToLong(), what + ": " + name + " is missing");
        try {
            return Instant.ofEpochSecond(claim.longValue());
        } catch (java.time.DateTimeException e) {
            throw new ChallengeRejectedException(what + ": " + name + " is no time");
        }
    }
}
