package dev.e2ei.acme.json;

import java.math.BigDecimal;

/** A JSON value. No {@code toString} of its kinds shows content: it may be a token or the name of a person. */
public sealed interface JsonValue
        permits JsonObject, JsonArray, JsonValue.Text, JsonValue.Number, JsonValue.Bool, JsonValue.Null {

    /** A string. */
    record Text(String value) implements JsonValue {
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    /** A number, as precise as it was written. */
    record Number(BigDecimal value) implements JsonValue {
        @Override
        public String toString() {
            return "Number";
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements JsonValue {}

    /** {@code null}. Optional members that are null count as absent. */
    record Null() implements JsonValue {}
}
