package dev.e2ei.acme.flow;

import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.model.Order;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.ChallengeFailedException;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What stays the same of an order while its state changes.
 *
 * @param url its address; unknown if the caller of single steps had no header {@code Location}
 * @param expires when the server forgets it
 */
record OrderReference(Optional<URI> url, URI finalizeUrl, List<URI> authorizations, Optional<Instant> expires) {
    static OrderReference of(Order order, Optional<URI> url) {
        return new OrderReference(url, order.finalizeUrl(), order.authorizations(), order.expires());
    }

    OrderReference at(URI orderUrl) {
        return new OrderReference(Optional.of(orderUrl), finalizeUrl, authorizations, expires);
    }

    boolean expired(Instant now) {
        return expires.filter(now::isAfter).isPresent();
    }

    /**
     * Makes sure that an order is this one, is alive, and asks for a certificate that would still be good.
     *
     * @throws JsonException if it is another order
     * @throws ChallengeFailedException if it has expired or failed
     */
    void require(Order order, EnrollmentStep step, Instant now) {
        if (!order.finalizeUrl().equals(finalizeUrl)
                || !new HashSet<>(order.authorizations()).equals(new HashSet<>(authorizations))) {
            throw new JsonException("the order is not the one that was made");
        }
        requireAlive(order, step, now);
    }

    static void requireAlive(Order order, EnrollmentStep step, Instant now) {
        switch (order.status()) {
            case INVALID ->
                throw new ChallengeFailedException(
                        step, "the order is invalid", order.error().orElse(null));
            case VALID -> {}
            default -> {
                if (order.expires().filter(now::isAfter).isPresent()) {
                    throw new ChallengeFailedException(step, "the order has expired; begin a new enrollment", null);
                }
            }
        }
        if (order.notAfter().filter(now::isAfter).isPresent()) {
            throw new ChallengeFailedException(step, "the order asks for a certificate that would have expired", null);
        }
    }
}
