package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import dev.e2ei.api.error.AcmeProblem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Reads problem documents, RFC 7807 and RFC 8555, section 6.7. Never fails: a problem badly told is still a problem. */
public final class Problem {
    private static final String ACME_TYPE = "urn:ietf:params:acme:error:";
    private static final String BLANK = "about:blank";
    private static final int MAX_SUBPROBLEMS = 16;
    private static final int MAX_DETAIL = 4096;
    private static final int MAX_TYPE = 256;

    private Problem() {}

    /** Whether an object says of itself that it is a problem of ACME; no resource has such a type. */
    public static boolean isProblem(JsonObject object) {
        return object.member("type").orElse(null) instanceof JsonValue.Text type
                && type.value().startsWith(ACME_TYPE);
    }

    /** Reads a problem with its subproblems, one level of them, as RFC 8555 has it. */
    public static AcmeProblem parse(JsonObject object) {
        return parse(object, true);
    }

    /** The problem in a member, if there is one. */
    static Optional<AcmeProblem> optional(JsonObject object, String member) {
        return object.member(member).map(value -> value instanceof JsonObject problem ? parse(problem) : blank());
    }

    /** A problem of which nothing is known. */
    public static AcmeProblem blank() {
        return new AcmeProblem(BLANK, Optional.empty(), Optional.empty(), List.of());
    }

    private static AcmeProblem parse(JsonObject object, boolean withSubproblems) {
        return new AcmeProblem(
                text(object, "type").filter(Problem::isType).orElse(BLANK),
                text(object, "detail").map(detail -> detail.substring(0, Math.min(detail.length(), MAX_DETAIL))),
                status(object),
                withSubproblems ? subproblems(object) : List.of());
    }

    // the type ends up in exception messages, so it has to look like one and not like a text
    private static boolean isType(String type) {
        return type.length() <= MAX_TYPE && type.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static Optional<String> text(JsonObject object, String member) {
        return object.member(member)
                .filter(JsonValue.Text.class::isInstance)
                .map(value -> ((JsonValue.Text) value).value());
    }

    private static Optional<Integer> status(JsonObject object) {
        return object.member("status")
                .filter(JsonValue.Number.class::isInstance)
                .map(value -> ((JsonValue.Number) value).value())
                .filter(status -> status.compareTo(BigDecimal.valueOf(100)) >= 0
                        && status.compareTo(BigDecimal.valueOf(599)) <= 0)
                .map(BigDecimal::intValue);
    }

    private static List<AcmeProblem> subproblems(JsonObject object) {
        try {
            return object.optionalArray("subproblems").map(JsonArray::elements).orElse(List.of()).stream()
                    .filter(JsonObject.class::isInstance)
                    .limit(MAX_SUBPROBLEMS)
                    .map(element -> parse((JsonObject) element, false))
                    .toList();
        } catch (JsonException notAnArray) {
            return List.of();
        }
    }
}
