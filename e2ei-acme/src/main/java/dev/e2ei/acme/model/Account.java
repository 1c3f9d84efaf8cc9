package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import java.net.URI;
import java.util.Optional;

/** The account object, RFC 8555, section 7.1.2: only its address matters, which is the key id of all later requests. */
public record Account(URI url) {
    private static final String ORDERS = "/orders";

    /**
     * Reads an account.
     *
     * @param location the header {@code Location}; without it the address is that of the list {@code orders} less its last
     *     segment, which is how step-ca lays them out
     */
    public static Account parse(JsonObject object, Optional<URI> location, Origin origin) {
        switch (object.text("status")) {
            case "valid" -> {}
            case "deactivated", "revoked" -> throw new JsonException("the account is no longer valid");
            default -> throw new JsonException("the account has an unknown status");
        }
        if (location.isPresent()) {
            return new Account(origin.require("header Location", location.get()));
        }
        URI orders = origin.url(object, "orders");
        String text = orders.toString();
        if (!text.endsWith(ORDERS) || orders.getRawPath().length() <= ORDERS.length()) {
            throw new JsonException("there is no header Location, and member \"orders\" does not end in " + ORDERS);
        }
        return new Account(origin.url("member \"orders\"", text.substring(0, text.length() - ORDERS.length())));
    }
}
