package dev.e2ei.api.identity;

import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;
import java.util.Objects;

/**
 * What a certificate says of itself while nobody whom this client trusts has vouched for it. For diagnosis only: never
 * show it as an identity.
 *
 * @param clientId the client
 * @param handle the handle
 * @param displayName the name
 * @param domain the domain
 */
public record UnverifiedClaims(ClientId clientId, Handle handle, String displayName, Domain domain) {
    /** {@inheritDoc} */
    public UnverifiedClaims {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(handle, "handle");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(domain, "domain");
    }

    /** {@return the client only; no names} */
    @Override
    public String toString() {
        return "UnverifiedClaims[" + clientId + "]";
    }
}
