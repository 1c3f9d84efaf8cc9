package dev.e2ei.core.identity;

import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.Domain;
import dev.e2ei.api.id.Handle;

/**
 * What a certificate says of itself, before anybody has vouched for it.
 *
 * @param clientId the client
 * @param handle the user's handle
 * @param displayName the user's name
 * @param domain the organization, which is the domain of client and handle too
 */
public record ClaimedIdentity(ClientId clientId, Handle handle, String displayName, Domain domain) {
    /** The client only; no names. */
    @Override
    public String toString() {
        return "ClaimedIdentity[" + clientId + "]";
    }
}
