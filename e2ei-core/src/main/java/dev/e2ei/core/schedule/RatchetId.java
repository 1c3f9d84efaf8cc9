package dev.e2ei.core.schedule;

/**
 * Which ratchet of an epoch.
 *
 * @param leaf whose
 * @param kind for what
 */
public record RatchetId(int leaf, RatchetKind kind) {}
