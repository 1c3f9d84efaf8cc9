package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.testkit.jose.FreshValues;

/** An authorization with its one challenge. Guarded by its account's lock. */
final class Authorization {
    final String id = FreshValues.id();
    final Order order;
    final JsonNode identifier;
    final Challenge challenge;

    Authorization(Order order, JsonNode identifier, Challenge challenge) {
        this.order = order;
        this.identifier = identifier;
        this.challenge = challenge;
    }

    String status() {
        return challenge.status.equals("pending") ? "pending" : challenge.status;
    }
}
