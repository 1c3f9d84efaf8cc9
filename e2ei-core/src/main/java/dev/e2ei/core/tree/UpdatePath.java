package dev.e2ei.core.tree;

import dev.e2ei.core.codec.TlsCodec;
import java.util.List;

/**
 * UpdatePath, RFC 9420, section 7.6.
 *
 * @param leafNode the committer's new leaf
 * @param nodes the nodes of its filtered direct path, from below
 */
public record UpdatePath(LeafNode leafNode, List<UpdatePathNode> nodes) {
    /** The wire form. */
    public static final TlsCodec<UpdatePath> CODEC = TlsCodec.of(
            (path, out) -> {
                LeafNode.CODEC.encode(path.leafNode, out);
                out.list(UpdatePathNode.CODEC, path.nodes);
            },
            in -> new UpdatePath(
                    in.struct("leaf_node", LeafNode.CODEC), in.field("nodes").list(UpdatePathNode.CODEC)));

    /** {@inheritDoc} */
    public UpdatePath {
        nodes = List.copyOf(nodes);
    }
}
