package dev.e2ei.acme.model;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The authorization object, RFC 8555, section 7.1.4, for one of Wire's identifiers: it has exactly one challenge, of the
 * type that goes with the identifier.
 *
 * @param identifier the identifier object, as JSON text
 */
public record Authorization(
        AuthorizationStatus status, Optional<Instant> expires, String identifier, Challenge challenge) {

    /** Reads an authorization and makes sure that it is for an identifier that was asked for. */
    public static Authorization parse(JsonObject object, WireIdentifiers requested, Origin origin) {
        JsonObject identifier = object.object("identifier");
        ChallengeType type = ChallengeType.ofIdentifier(identifier.text("type"));
        requested.requireSame(identifier);
        AuthorizationStatus status = AuthorizationStatus.parse(object.text("status"));
        Optional<Instant> expires = Rfc3339.optional(object, "expires");
        List<JsonObject> challenges = object.array("challenges").objects("challenges");
        if (challenges.size() != 1) {
            throw new JsonException("an authorization of Wire's has one challenge, not " + challenges.size()
                    + "; the provisioner has to enable " + type.text());
        }
        return new Authorization(
                status,
                expires,
                new String(Json.write(identifier), StandardCharsets.UTF_8),
                Challenge.parse(challenges.get(0), type, origin));
    }

    /** The identifier has names of people. */
    @Override
    public String toString() {
        return "Authorization[" + status.text() + ", " + challenge + "]";
    }
}
