package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;

/**
 * An external commit of this client that the delivery service has not taken yet, RFC 9420, section 12.4.3.2: there is no group
 * before it has, or the one that it will replace.
 *
 * @param message the commit as an MLSMessage
 * @param config how handshakes will be framed
 * @param next the epoch that the commit leads to
 */
public record PendingJoin(Bytes message, GroupConfig config, GroupEpoch next) {
    /** The group that is joined. */
    public Bytes groupId() {
        return next.context().groupId();
    }

    /** The group's suite. */
    public Ciphersuite suite() {
        return next.context().suite();
    }

    /**
     * The group, once the delivery service has taken the commit.
     *
     * @param environment bounds and randomness
     * @return the group in its new epoch, which takes the keys over
     */
    public Operational accepted(GroupEnvironment environment) {
        return Operational.first(next, config, environment);
    }

    /** Wipes the keys, when the commit was not taken. */
    public void discard() {
        next.wipe();
    }
}
