package dev.e2ei.core.tree;

/**
 * A filled leaf of a tree.
 *
 * @param index its index
 * @param node what stands there
 */
public record TreeLeaf(int index, LeafNode node) {}
