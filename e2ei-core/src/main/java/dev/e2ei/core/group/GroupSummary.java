package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.credential.CredentialRef;
import java.util.Optional;

/**
 * What can be said of a group without its tree and its keys.
 *
 * @param groupId its id
 * @param suite its suite
 * @param version how often it has changed
 * @param epoch the current or last epoch, unsigned
 * @param active whether this client is a member of it
 * @param signer the credential of the own leaf, if the client named it
 */
public record GroupSummary(
        Bytes groupId, Ciphersuite suite, long version, long epoch, boolean active, Optional<CredentialRef> signer) {
    static GroupSummary of(GroupRow row) {
        return new GroupSummary(
                row.groupId(),
                row.suite(),
                row.version(),
                row.epoch(),
                row.active().isPresent(),
                row.active().flatMap(GroupRow.Active::signer));
    }
}
