package dev.e2ei.core.framing;

/**
 * A group info as it was received.
 *
 * @param groupInfo its form
 */
public record GroupInfoIn(GroupInfo groupInfo) implements MlsMessageIn {}
