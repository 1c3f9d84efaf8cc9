package dev.e2ei.acme.json;

/**
 * Octets are not the JSON that was expected. The message names the rule, and the member by the name that we looked for;
 * it never repeats what came from outside, so callers pass it on in their own exceptions.
 */
@SuppressWarnings("serial")
public final class JsonException extends RuntimeException {
    public JsonException(String message) {
        super(message);
    }
}
