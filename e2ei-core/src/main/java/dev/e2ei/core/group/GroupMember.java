package dev.e2ei.core.group;

import dev.e2ei.core.tree.LeafNode;

/**
 * A member as the tree has it.
 *
 * @param leafIndex its place
 * @param leaf its leaf
 */
public record GroupMember(int leafIndex, LeafNode leaf) {}
