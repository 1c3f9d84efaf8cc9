package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.JsonNode;
import dev.e2ei.testkit.jose.FreshValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An order, RFC 8555, section 7.1.3. Guarded by its account's lock. */
final class Order {
    final String id = FreshValues.id();
    final Account account;
    final JsonNode identifiers;
    final WireIdentifiers wire;
    final Instant notBefore;
    final Instant notAfter;
    final Instant expires;
    final List<Authorization> authorizations = new ArrayList<>();
    Optional<IssuedLeaf> issued = Optional.empty();

    Order(
            Account account,
            JsonNode identifiers,
            WireIdentifiers wire,
            Instant notBefore,
            Instant notAfter,
            Instant expires) {
        this.account = account;
        this.identifiers = identifiers;
        this.wire = wire;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
        this.expires = expires;
    }

    String status(Instant now) {
        if (issued.isPresent()) {
            return "valid";
        }
        if (expires.isBefore(now) || has("invalid")) {
            return "invalid";
        }
        return has("pending") ? "pending" : "ready";
    }

    private boolean has(String status) {
        return authorizations.stream().anyMatch(a -> a.status().equals(status));
    }
}
