package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;

/**
 * ParentNode, RFC 9420, section 7.1.
 *
 * @param encryptionKey an HPKE key
 * @param parentHash the hash of the next node of the path that set this one, of no octets at its end
 * @param unmergedLeaves the leaves below that do not hold the private key
 */
public record ParentNode(Bytes encryptionKey, Bytes parentHash, LeafIndices unmergedLeaves) {
    /** The wire form. */
    public static final TlsCodec<ParentNode> CODEC = TlsCodec.of(
            (parent, out) -> {
                out.bytes(parent.encryptionKey);
                out.bytes(parent.parentHash);
                LeafIndices.CODEC.encode(parent.unmergedLeaves, out);
            },
            in -> new ParentNode(
                    in.field("encryption_key").bytes(),
                    in.field("parent_hash").bytes(),
                    LeafIndices.CODEC.decode(in.field("unmerged_leaves"))));

    /**
     * A parent as an UpdatePath sets it.
     *
     * @param encryptionKey its HPKE key
     * @param parentHash its parent hash
     */
    public ParentNode(Bytes encryptionKey, Bytes parentHash) {
        this(encryptionKey, parentHash, LeafIndices.NONE);
    }

    ParentNode withUnmerged(int leafIndex) {
        return new ParentNode(encryptionKey, parentHash, unmergedLeaves.with(leafIndex));
    }

    ParentNode withoutUnmerged(LeafIndices leaves) {
        LeafIndices rest = unmergedLeaves.without(leaves);
        return rest == unmergedLeaves ? this : new ParentNode(encryptionKey, parentHash, rest);
    }
}
