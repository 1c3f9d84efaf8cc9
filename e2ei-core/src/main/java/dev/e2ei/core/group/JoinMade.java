package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;

/**
 * An external commit of this client, to be stored before it is sent.
 *
 * @param pending the commit, and what it leads to
 * @param groupInfo the group after the commit, an MLSMessage
 */
public record JoinMade(PendingJoin pending, Bytes groupInfo) {}
