package dev.e2ei.core.group;

import java.util.Optional;

/**
 * What came of the messages that had been received too early.
 *
 * @param state the group; that of the message, if there is one
 * @param received the first that could be read; none if there is none left
 */
public record Replayed(GroupState state, Optional<Received> received) {}
