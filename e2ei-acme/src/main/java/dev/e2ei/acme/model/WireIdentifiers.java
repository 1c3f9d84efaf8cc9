package dev.e2ei.acme.model;

import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The two identifiers of Wire's orders: the device with its user, and the user. Their values are JSON within a JSON
 * string.
 */
public record WireIdentifiers(ClientId clientId, Handle handle, String displayName, Domain domain) {
    static final String DEVICE = "wireapp-device";
    static final String USER = "wireapp-user";

    /** The identifiers of a request. */
    public static WireIdentifiers of(EnrollmentRequest request) {
        return new WireIdentifiers(request.clientId(), request.handle(), request.displayName(), request.domain());
    }

    /** The pair as an order asks for it. */
    public JsonArray write() {
        JsonObject.Builder device = JsonObject.builder().put("client-id", clientId.uri());
        return new JsonArray(List.of(
                identifier(DEVICE, names(device).build()),
                identifier(USER, names(JsonObject.builder()).build())));
    }

    /** Makes sure that an order is for this pair, in either order and however its values are spelled. */
    void requireSame(JsonArray identifiers) {
        List<JsonObject> pair = identifiers.objects("identifiers");
        if (pair.size() != 2 || pair.get(0).text("type").equals(pair.get(1).text("type"))) {
            throw new JsonException("an order of Wire's has exactly one identifier of each type");
        }
        pair.forEach(this::requireSame);
    }

    /** Makes sure that an identifier is one of this pair. */
    void requireSame(JsonObject identifier) {
        String type = identifier.text("type");
        JsonObject value = Json.parseObject(identifier.text("value").getBytes(StandardCharsets.UTF_8));
        if (ChallengeType.ofIdentifier(type) == ChallengeType.WIRE_DPOP_01) {
            require(
                    type,
                    "client-id",
                    same(() -> ClientId.parse(value.text("client-id")).equals(clientId)));
        }
        require(type, "handle", same(() -> Handle.parseUri(value.text("handle")).equals(handle)));
        require(type, "name", value.text("name").equals(displayName));
        require(type, "domain", same(() -> Domain.parse(value.text("domain")).equals(domain)));
    }

    private JsonObject.Builder names(JsonObject.Builder value) {
        return value.put("handle", handle.uri()).put("name", displayName).put("domain", domain.toString());
    }

    private static JsonObject identifier(String type, JsonObject value) {
        return JsonObject.builder()
                .put("type", type)
                .put("value", new String(Json.write(value), StandardCharsets.UTF_8))
                .build();
    }

    private static boolean same(BooleanSupplier comparison) {
        try {
            return comparison.getAsBoolean();
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static void require(String type, String member, boolean same) {
        if (!same) {
            throw new JsonException("the identifier " + type + " has another \"" + member + "\" than was asked for");
        }
    }

    @Override
    public String toString() {
        return "WireIdentifiers[" + clientId + "]";
    }
}
