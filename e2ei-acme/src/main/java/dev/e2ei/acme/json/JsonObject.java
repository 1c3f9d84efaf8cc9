package dev.e2ei.acme.json;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object with its members in order. An accessor without {@code optional} in its name refuses an absent member,
 * each refuses one of another type; a member that is {@code null} counts as absent.
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {
    public JsonObject {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    public static Builder builder() {
        return new Builder();
    }

    public boolean has(String name) {
        return member(name).isPresent();
    }

    public String text(String name) {
        return required(name, optionalText(name));
    }

    public Optional<String> optionalText(String name) {
        return member(name)
                .map(value -> expect(name, "a string", value, Text.class).value());
    }

    public JsonObject object(String name) {
        return required(name, optionalObject(name));
    }

    public Optional<JsonObject> optionalObject(String name) {
        return member(name).map(value -> expect(name, "an object", value, JsonObject.class));
    }

    public JsonArray array(String name) {
        return required(name, optionalArray(name));
    }

    public Optional<JsonArray> optionalArray(String name) {
        return member(name).map(value -> expect(name, "an array", value, JsonArray.class));
    }

    public BigDecimal number(String name) {
        return required(name, optionalNumber(name));
    }

    public Optional<BigDecimal> optionalNumber(String name) {
        return member(name)
                .map(value -> expect(name, "a number", value, Number.class).value());
    }

    public long integer(String name) {
        return required(name, optionalInteger(name));
    }

    public Optional<Long> optionalInteger(String name) {
        return optionalNumber(name).map(wholeNumber(name));
    }

    public Optional<Boolean> optionalBool(String name) {
        return member(name)
                .map(value -> expect(name, "true or false", value, Bool.class).value());
    }

    /** The member of any type; absent also when it is {@code null}. */
    public Optional<JsonValue> member(String name) {
        return Optional.ofNullable(members.get(name)).filter(value -> !(value instanceof Null));
    }

    @Override
    public String toString() {
        return "JsonObject[" + members.size() + " members]";
    }

    private static Function<BigDecimal, Long> wholeNumber(String name) {
        return number -> {
            try {
                return number.longValueExact();
            } catch (ArithmeticException outOfRange) {
                throw new JsonException("member \"" + name + "\" is not a whole number of 64 bits");
            }
        };
    }

    private static <T> T required(String name, Optional<T> value) {
        return value.orElseThrow(() -> new JsonException("member \"" + name + "\" is missing"));
    }

    private static <T extends JsonValue> T expect(String name, String what, JsonValue value, Class<T> type) {
        if (!type.isInstance(value)) {
            throw new JsonException("member \"" + name + "\" is not " + what);
        }
        return type.cast(value);
    }

    /** Collects members; each name once. */
    public static final class Builder {
        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        public Builder put(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("member put twice: " + name);
            }
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, new Text(value));
        }

        public Builder put(String name, long value) {
            return put(name, new Number(BigDecimal.valueOf(value)));
        }

        public Builder put(String name, boolean value) {
            return put(name, new Bool(value));
        }

        public Builder putNull(String name) {
            return put(name, new Null());
        }

        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
