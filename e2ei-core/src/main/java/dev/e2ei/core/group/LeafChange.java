package dev.e2ei.core.group;

import dev.e2ei.core.tree.LeafNode;

/**
 * A member that stays and has another leaf now.
 *
 * @param leafIndex its place
 * @param before the leaf that it had
 * @param after the leaf that it has
 */
public record LeafChange(int leafIndex, LeafNode before, LeafNode after) {}
