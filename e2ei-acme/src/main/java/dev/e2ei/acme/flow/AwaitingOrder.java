package dev.e2ei.acme.flow;

import dev.e2ei.acme.jose.AcmeJws;
import dev.e2ei.acme.jose.JwsSigner;
import dev.e2ei.acme.json.Json;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.model.Directory;
import dev.e2ei.acme.model.Order;
import dev.e2ei.acme.model.OrderStatus;
import dev.e2ei.acme.model.Rfc3339;
import dev.e2ei.acme.model.WireIdentifiers;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.EnrollmentStep;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** There is an account, and no order yet. */
record AwaitingOrder(Directory directory, URI account) implements EnrollmentState {
    /** The new order, section 7.4. */
    byte[] request(EnrollmentRequest wanted, JwsSigner signer, String nonce, Instant now) {
        RequestedValidity validity = RequestedValidity.of(now, wanted.expiry());
        JsonObject payload = JsonObject.builder()
                .put("identifiers", WireIdentifiers.of(wanted).write())
                .put("notBefore", Rfc3339.write(validity.notBefore()))
                .put("notAfter", Rfc3339.write(validity.notAfter()))
                .build();
        return AcmeJws.withKeyId(signer, account, nonce, directory.newOrder(), Json.write(payload));
    }

    /** Takes the order; one whose authorizations are valid already is {@code ready} at once. */
    Authorizing accept(byte[] body, Optional<URI> location, EnrollmentRequest wanted, Instant now) {
        return Answer.read(EnrollmentStep.ORDER, body, object -> {
            Order order = Order.parse(object, WireIdentifiers.of(wanted), directory.origin());
            OrderReference.requireAlive(order, EnrollmentStep.ORDER, now);
            if (order.status() != OrderStatus.PENDING && order.status() != OrderStatus.READY) {
                throw new JsonException("a new order is " + order.status().text());
            }
            Optional<URI> url = location.map(address -> directory.origin().require("header Location", address));
            return new Authorizing(
                    directory, account, OrderReference.of(order, url), Optional.empty(), Optional.empty());
        });
    }

    @Override
    public String nextCall() {
        return "newOrderResponse";
    }
}
