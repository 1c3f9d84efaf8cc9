package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.error.NotAMemberException;
import dev.e2ei.core.proposal.ReInit;
import java.util.Optional;

/**
 * A group that this client is no member of any more, or that was closed. Its keys are gone, but for the resumption key
 * with which the group after a ReInit begins.
 *
 * @param version how often the group has changed
 * @param groupId the group's id
 * @param suite the group's suite
 * @param epoch its last epoch, unsigned
 * @param reInit the parameters of the group that takes its place, if it was closed by a ReInit
 * @param resumption the resumption keys that are left
 */
public record Inactive(
        long version,
        Bytes groupId,
        Ciphersuite suite,
        long epoch,
        Optional<ReInit> reInit,
        ResumptionSecrets resumption)
        implements GroupState {
    @Override
    public Operational operational() {
        throw new NotAMemberException(
                reInit.isPresent()
                        ? "the group was closed by a ReInit in epoch " + Long.toUnsignedString(epoch)
                        : "this client was removed from the group in epoch " + Long.toUnsignedString(epoch));
    }
}
