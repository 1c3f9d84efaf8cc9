package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonException;
import java.util.Locale;

/** The states of an order, RFC 8555, section 7.1.6. */
public enum OrderStatus {
    PENDING,
    READY,
    PROCESSING,
    VALID,
    INVALID;

    static OrderStatus parse(String text) {
        return switch (text) {
            case "pending" -> PENDING;
            case "ready" -> READY;
            case "processing" -> PROCESSING;
            case "valid" -> VALID;
            case "invalid" -> INVALID;
            default -> throw new JsonException("the order has an unknown status");
        };
    }

    /** The status as it is written. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
