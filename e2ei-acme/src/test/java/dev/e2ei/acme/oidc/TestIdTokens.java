package dev.e2ei.acme.oidc;

import dev.e2ei.acme.jose.Base64Url;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Id tokens with any claims; the signature is one in shape only, since nobody here verifies it. */
final class TestIdTokens {
    private TestIdTokens() {}

    static String write(Map<String, ?> claims) {
        return write("{\"alg\":\"ES256\"}", new String(Json.write(object(claims)), StandardCharsets.UTF_8));
    }

    static String write(String header, String payload) {
        return encode(header) + "." + encode(payload) + "." + encode("signature");
    }

    private static JsonObject object(Map<String, ?> claims) {
        JsonObject.Builder builder = JsonObject.builder();
        claims.forEach((name, value) -> builder.put(name, value(value)));
        return builder.build();
    }

    private static JsonValue value(Object value) {
        if (value instanceof Number number) {
            return new JsonValue.Number(new BigDecimal(number.toString()));
        }
        if (value instanceof List<?> list) {
            return new JsonArray(list.stream().map(TestIdTokens::value).toList());
        }
        return value == null ? new JsonValue.Null() : new JsonValue.Text(value.toString());
    }

    private static String encode(String text) {
        return Base64Url.encode(text.getBytes(StandardCharsets.UTF_8));
    }
}
