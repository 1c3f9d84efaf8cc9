package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.Json;
import dev.e2ei.testkit.jose.JwsRejectedException;
import java.util.Optional;

/**
 * The two identifiers of an order, which agree.
 *
 * @param clientUri the client id as {@code wireapp://…!…@…}
 * @param handleUri the handle as {@code wireapp://%40…@…}
 * @param name the display name
 * @param domain the domain
 */
record WireIdentifiers(String clientUri, String handleUri, String name, String domain) {
    private static final String SCHEME = "wireapp://";

    /** The rules of step-ca for new orders: one of each kind, complete, and saying the same. */
    static WireIdentifiers read(JsonNode identifiers) {
        if (!identifiers.isArray() || identifiers.isEmpty()) {
            throw AcmeProblemException.malformed("identifiers list cannot be empty");
        }
        Optional<ObjectNode> device = Optional.empty();
        Optional<ObjectNode> user = Optional.empty();
        for (JsonNode identifier : identifiers) {
            String type = identifier.path("type").asText();
            ObjectNode value = value(identifier);
            if (type.equals("wireapp-device") && device.isEmpty()) {
                device = Optional.of(value);
            } else if (type.equals("wireapp-user") && user.isEmpty()) {
                user = Optional.of(value);
            } else {
                throw AcmeProblemException.malformed("identifier type unsupported or doubled");
            }
        }
        if (device.isEmpty() || user.isEmpty()) {
            throw AcmeProblemException.malformed("expected exactly one user and one device identifier");
        }
        WireIdentifiers read = new WireIdentifiers(
                filled(device.get(), "client-id"),
                filled(device.get(), "handle"),
                filled(device.get(), "name"),
                filled(device.get(), "domain"));
        if (!read.handleUri.equals(filled(user.get(), "handle"))
                || !read.name.equals(filled(user.get(), "name"))
                || !read.domain.equals(filled(user.get(), "domain"))) {
            throw AcmeProblemException.malformed("UserID and DeviceID identifiers do not match");
        }
        read.checkClientId();
        return read;
    }

    private static ObjectNode value(JsonNode identifier) {
        try {
            return Json.readObject(Json.text(identifier, "value"));
        } catch (JwsRejectedException e) {
            throw AcmeProblemException.malformed("failed to parse an identifier's value");
        }
    }

    private static String filled(ObjectNode value, String member) {
        String text = value.path(member).asText("");
        if (text.isEmpty()) {
            throw AcmeProblemException.malformed("an identifier's " + member + " is empty");
        }
        return text;
    }

    private void checkClientId() {
        int at = clientUri.lastIndexOf('@');
        int mark = clientUri.indexOf('!');
        if (!clientUri.startsWith(SCHEME) || mark < 0 || at < mark) {
            throw AcmeProblemException.malformed("invalid client ID");
        }
        if (!clientUri.substring(at + 1).equals(domain) || !handleUri.endsWith("@" + domain)) {
            throw AcmeProblemException.of("rejectedIdentifier", "the identifiers belong to several domains");
        }
    }

    /** The device's part of the client id, as it is written there. */
    String device() {
        return clientUri.substring(clientUri.indexOf('!') + 1, clientUri.lastIndexOf('@'));
    }

    @Override
    public String toString() {
        return "WireIdentifiers[" + device() + "]";
    }
}
