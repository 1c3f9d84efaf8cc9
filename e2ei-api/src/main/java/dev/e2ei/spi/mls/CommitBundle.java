package dev.e2ei.spi.mls;

import dev.e2ei.api.Bytes;
import java.util.Objects;
import java.util.Optional;

/**
 * A commit with what belongs to it, each an MLSMessage.
 *
 * @param commit the commit
 * @param welcome for the members it adds
 * @param groupInfo the group after it
 */
public record CommitBundle(Bytes commit, Optional<Bytes> welcome, Optional<Bytes> groupInfo) {
    /** {@inheritDoc} */
    public CommitBundle {
        Objects.requireNonNull(commit, "commit");
        Objects.requireNonNull(welcome, "welcome");
        Objects.requireNonNull(groupInfo, "groupInfo");
    }
}
