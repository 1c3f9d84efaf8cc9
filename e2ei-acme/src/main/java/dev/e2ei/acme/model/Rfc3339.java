package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Instants in the form of RFC 3339. */
public final class Rfc3339 {
    private static final int MAX_LENGTH = 40;

    private Rfc3339() {}

    /** The instant in a member, if it is there. */
    static Optional<Instant> optional(JsonObject object, String member) {
        return object.optionalText(member).map(text -> {
            try {
                if (text.length() <= MAX_LENGTH) {
                    return OffsetDateTime.parse(text).toInstant();
                }
            } catch (DateTimeException malformed) {
                // reported below, without the text
            }
            throw new JsonException("member \"" + member + "\" is not an RFC 3339 date");
        });
    }

    /** Whole seconds, UTC. */
    public static String write(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
