package dev.e2ei.api.conversation;

import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.identity.WireIdentity;
import java.util.List;
import java.util.Set;

/**
 * The identities of devices, and which of those asked for are not in the conversation.
 *
 * @param identities one for each leaf of a device asked for, by leaf
 * @param missing the devices without a leaf
 */
public record DeviceIdentities(List<WireIdentity> identities, Set<ClientId> missing) {
    /** {@inheritDoc} */
    public DeviceIdentities {
        identities = List.copyOf(identities);
        missing = Set.copyOf(missing);
    }
}
