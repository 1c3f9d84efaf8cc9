package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.credential.Credential;

/**
 * ExternalSender, RFC 9420, section 12.1.8.1: somebody outside of the group who may propose.
 *
 * @param signatureKey the key that signs the proposals
 * @param credential whose it is
 */
public record ExternalSenderEntry(Bytes signatureKey, Credential credential) {
    /** The wire form. */
    public static final TlsCodec<ExternalSenderEntry> CODEC = TlsCodec.of(
            (sender, out) -> {
                out.bytes(sender.signatureKey);
                Credential.CODEC.encode(sender.credential, out);
            },
            in -> new ExternalSenderEntry(
                    in.field("signature_key").bytes(), in.struct("credential", Credential.CODEC)));
}
