package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.core.store.RowCodec;
import dev.e2ei.core.store.RowReader;
import dev.e2ei.core.store.RowWriter;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.TreeMath;

/** The fields of the row with a member's private keys: the leaf's first, then those of its path. */
final class PrivateTreeCodec implements RowCodec<PrivateTree> {
    @Override
    public void write(PrivateTree value, RowWriter out) {
        int leafNode = TreeMath.nodeOfLeaf(value.leafIndex());
        out.u32(value.leafIndex());
        out.u8(value.nodes().size());
        write(value, leafNode, out);
        value.nodes().stream().filter(node -> node != leafNode).forEach(node -> write(value, node, out));
    }

    private static void write(PrivateTree tree, int node, RowWriter out) {
        out.u32(node);
        out.octets(tree.publicKey(node).orElseThrow().toByteArray());
        try (Secret key = tree.privateKey(node).orElseThrow()) {
            out.secret(key);
        }
    }

    @Override
    public PrivateTree read(RowReader in) {
        int leafIndex = in.u32();
        int size = in.u8();
        if (leafIndex < 0
                || leafIndex >= TreeMath.MAX_LEAVES
                || size < 1
                || in.u32() != TreeMath.nodeOfLeaf(leafIndex)) {
            throw RowReader.corrupt();
        }
        PrivateTree tree;
        Bytes leafKey = Bytes.of(in.octets());
        try (Secret key = in.secret()) {
            tree = PrivateTree.of(leafIndex, leafKey, key);
        }
        for (int i = 1; i < size; i++) {
            int node = in.u32();
            Bytes publicKey = Bytes.of(in.octets());
            try (Secret key = in.secret();
                    PrivateTree smaller = tree) {
                tree = smaller.with(node, publicKey, key);
            }
        }
        return tree;
    }
}
