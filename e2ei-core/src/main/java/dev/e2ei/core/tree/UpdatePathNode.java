package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import java.util.List;

/**
 * UpdatePathNode, RFC 9420, section 7.6.
 *
 * @param encryptionKey the node's new HPKE key
 * @param encryptedPathSecrets one for each recipient, in the order of the resolution; none if all recipients are new
 */
public record UpdatePathNode(Bytes encryptionKey, List<EncryptedPathSecret> encryptedPathSecrets) {
    /** The wire form. */
    public static final TlsCodec<UpdatePathNode> CODEC = TlsCodec.of(
            (node, out) -> {
                out.bytes(node.encryptionKey);
                out.list(EncryptedPathSecret.CODEC, node.encryptedPathSecrets);
            },
            in -> new UpdatePathNode(
                    in.field("encryption_key").bytes(),
                    in.field("encrypted_path_secret").list(EncryptedPathSecret.CODEC)));

    /** {@inheritDoc} */
    public UpdatePathNode {
        encryptedPathSecrets = List.copyOf(encryptedPathSecrets);
    }
}
