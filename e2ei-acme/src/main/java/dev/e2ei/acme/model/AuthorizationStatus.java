package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonException;
import java.util.Locale;

/** The states of an authorization, RFC 8555, section 7.1.6. */
public enum AuthorizationStatus {
    PENDING,
    VALID,
    INVALID,
    EXPIRED,
    DEACTIVATED,
    REVOKED;

    static AuthorizationStatus parse(String text) {
        return switch (text) {
            case "pending" -> PENDING;
            case "valid" -> VALID;
            case "invalid" -> INVALID;
            case "expired" -> EXPIRED;
            case "deactivated" -> DEACTIVATED;
            case "revoked" -> REVOKED;
            default -> throw new JsonException("the authorization has an unknown status");
        };
    }

    /** The status as it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
