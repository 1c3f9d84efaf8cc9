package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonException;

/** The states of a challenge, RFC 8555, section 7.1.6. */
public enum ChallengeStatus {
    PENDING,
    PROCESSING,
    VALID,
    INVALID;

    static ChallengeStatus parse(String text) {
        return switch (text) {
            case "pending" -> PENDING;
            case "processing" -> PROCESSING;
            case "valid" -> VALID;
            case "invalid" -> INVALID;
            default -> throw new JsonException("the challenge has an unknown status");
        };
    }
}
