package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;

/**
 * A proposal or application message of this client, whose state is to be stored before it is sent.
 *
 * @param state the group after it
 * @param message an MLSMessage
 */
public record MessageMade(GroupState state, Bytes message) {}
