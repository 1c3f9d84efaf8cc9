package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import java.util.Optional;

/**
 * A group with a commit of this client that the delivery service has not taken yet, RFC 9420, section 14. Messages are
 * read in the epoch below it; another member's commit discards it.
 *
 * @param version how often the group has changed
 * @param base the group without the commit
 * @param message the commit as an MLSMessage
 * @param welcome the Welcome as an MLSMessage; not to be handed out before the commit was taken
 * @param staged what the commit leads to
 */
public record PendingCommit(long version, Operational base, Bytes message, Optional<Bytes> welcome, StagedCommit staged)
        implements GroupState {
    @Override
    public Bytes groupId() {
        return base.groupId();
    }

    @Override
    public Ciphersuite suite() {
        return base.suite();
    }

    @Override
    public long epoch() {
        return base.epoch();
    }

    @Override
    public Operational operational() {
        return base;
    }

    PendingCommit withBase(Operational next) {
        return new PendingCommit(version, next, message, welcome, staged);
    }
}
