package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;

/** Parent hashes, RFC 9420, section 7.9. */
final class ParentHash {
    private final LabeledCrypto crypto;
    private final TreeHash treeHash;

    ParentHash(LabeledCrypto crypto) {
        this.crypto = crypto;
        this.treeHash = new TreeHash(crypto);
    }

    /** What the next node below, on the path that set a parent, has as its parent hash. */
    Bytes of(ParentNode parent, Subtree copathChild) {
        try (TlsWriter out = new TlsWriter(256)) {
            out.bytes(parent.encryptionKey());
            out.bytes(parent.parentHash());
            out.vector(treeHash.original(copathChild, parent.unmergedLeaves()));
            return Bytes.of(crypto.hash(out.toOctets()));
        }
    }
}
