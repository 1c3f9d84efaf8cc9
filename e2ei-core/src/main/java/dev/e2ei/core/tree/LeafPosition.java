package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;

/**
 * Where a leaf of source update or commit stands; its signature covers this.
 *
 * @param groupId the group
 * @param leafIndex the index of the leaf
 */
public record LeafPosition(Bytes groupId, int leafIndex) {}
