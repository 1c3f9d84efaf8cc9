package dev.e2ei.api.conversation;

import dev.e2ei.api.credential.NewCrlDistributionPoints;
import java.util.Objects;

/**
 * What an own commit brought about, once the delivery service had accepted it.
 *
 * @param epoch the new epoch, unsigned
 * @param sender this client, with the credential that it has after the commit
 * @param changes what it did to the members
 * @param newCrlDistributionPoints those of the credentials that it brings
 */
public record CommitResult(
        long epoch,
        MessageSender sender,
        MembershipChanges changes,
        NewCrlDistributionPoints newCrlDistributionPoints) {
    /** {@inheritDoc} */
    public CommitResult {
        Objects.requireNonNull(sender, "sender");
        Objects.requireNonNull(changes, "changes");
        Objects.requireNonNull(newCrlDistributionPoints, "newCrlDistributionPoints");
    }
}
