package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Makes orders of what is asked for. */
final class NewOrderRules {
    private static final Duration ORDER_LIFETIME = Duration.ofHours(24);
    private static final Duration DEFAULT_VALIDITY = Duration.ofDays(90);

    private final String dpopTarget;
    private final String oidcTarget;

    /**
     * The targets of the challenges.
     *
     * @param dpopTarget with {@code {{.DeviceID}}} where the device's id goes
     * @param oidcTarget the identity provider
     */
    NewOrderRules(String dpopTarget, String oidcTarget) {
        this.dpopTarget = dpopTarget;
        this.oidcTarget = oidcTarget;
    }

    Order order(Account account, ObjectNode payload, Instant now) {
        WireIdentifiers wire = WireIdentifiers.read(payload.path("identifiers"));
        Instant notBefore = payload.has("notBefore") ? instant(payload, "notBefore") : now;
        Instant notAfter = payload.has("notAfter") ? instant(payload, "notAfter") : notBefore.plus(DEFAULT_VALIDITY);
        if (!notBefore.isBefore(notAfter)) {
            throw AcmeProblemException.malformed("notAfter is not after notBefore");
        }
        Order order =
                new Order(account, payload.get("identifiers"), wire, notBefore, notAfter, now.plus(ORDER_LIFETIME));
        payload.get("identifiers").forEach(identifier -> {
            boolean device = identifier.path("type").asText().equals("wireapp-device");
            Challenge challenge = device
                    ? new Challenge(Challenge.DPOP, dpopTarget.replace("{{.DeviceID}}", wire.device()))
                    : new Challenge(Challenge.OIDC, oidcTarget);
            order.authorizations.add(new Authorization(order, identifier, challenge));
        });
        return order;
    }

    private static Instant instant(ObjectNode payload, String name) {
        try {
            return OffsetDateTime.parse(payload.path(name).asText()).toInstant();
        } catch (DateTimeException e) {
            throw AcmeProblemException.malformed(name + " is no time of RFC 3339");
        }
    }
}
