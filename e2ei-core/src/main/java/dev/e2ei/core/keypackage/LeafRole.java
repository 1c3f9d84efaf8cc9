package dev.e2ei.core.keypackage;

/** How a leaf comes before us; its source, RFC 9420, section 7.2, has to fit. */
public enum LeafRole {
    /** In a key package that this client itself adds. */
    ADDED_BY_US,
    /** In a key package that somebody else adds, or that asks to be added. */
    ADDED,
    /** In an Update. */
    UPDATE,
    /** In the path of a member's commit. */
    COMMIT,
    /** In the path of an external commit. */
    EXTERNAL_JOIN,
    /** In the tree of a group that is joined. */
    TREE
}
