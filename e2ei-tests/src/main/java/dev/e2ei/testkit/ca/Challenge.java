package dev.e2ei.testkit.ca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.FreshValues;
import java.time.Instant;
import java.util.Optional;

/** One of the two Wire challenges; final once it is valid or invalid. Guarded by its account's lock. */
final class Challenge {
    static final String DPOP = "wire-dpop-01";
    static final String OIDC = "wire-oidc-01";

    final String id = FreshValues.id();
    final String token = FreshValues.id();
    final String type;
    final String target;
    String status = "pending";
    Optional<Instant> validated = Optional.empty();
    Optional<ObjectNode> error = Optional.empty();

    Challenge(String type, String target) {
        this.type = type;
        this.target = target;
    }
}
