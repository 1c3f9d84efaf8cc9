package dev.e2ei.api.trust;

import dev.e2ei.api.id.ClientId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What registering a revocation list changed.
 *
 * @param dirty whether the list of revoked certificates differs from before; a first list that revokes anything differs
 * @param expiration when the next list is due
 * @param changedIdentities known clients whose verdict is another one now
 */
public record CrlRegistration(boolean dirty, Optional<Instant> expiration, List<ClientId> changedIdentities) {
    /** {@inheritDoc} */
    public CrlRegistration {
        Objects.requireNonNull(expiration, "expiration");
        changedIdentities = List.copyOf(changedIdentities);
    }
}
