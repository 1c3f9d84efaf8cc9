package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;

/**
 * A commit of this client, to be stored before it is sent.
 *
 * @param state the group with the commit pending; it holds the commit and the Welcome as they are sent
 * @param groupInfo the group after the commit, an MLSMessage
 */
public record CommitMade(PendingCommit state, Bytes groupInfo) {}
