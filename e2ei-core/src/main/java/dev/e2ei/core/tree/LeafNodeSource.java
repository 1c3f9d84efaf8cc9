package dev.e2ei.core.tree;

import dev.e2ei.core.codec.TlsReader;

/** How a leaf came to be, RFC 9420, section 7.2. */
public enum LeafNodeSource {
    /** In a key package. */
    KEY_PACKAGE(1),
    /** In an Update. */
    UPDATE(2),
    /** In the path of a Commit. */
    COMMIT(3);

    private final int code;

    LeafNodeSource(int code) {
        this.code = code;
    }

    /** {@return the number on the wire} */
    public int code() {
        return code;
    }

    static LeafNodeSource read(TlsReader in) {
        int code = in.field("leaf_node_source").u8();
        return switch (code) {
            case 1 -> KEY_PACKAGE;
            case 2 -> UPDATE;
            case 3 -> COMMIT;
            default -> throw in.malformed("leaf node source " + code + " is not known");
        };
    }
}
