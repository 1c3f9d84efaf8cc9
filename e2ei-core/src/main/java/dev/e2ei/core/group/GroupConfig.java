package dev.e2ei.core.group;

/**
 * What is settled for a group when this client creates or joins it.
 *
 * @param encryptHandshakes whether proposals and commits are sent as PrivateMessages; else as PublicMessages
 */
public record GroupConfig(boolean encryptHandshakes) {}
