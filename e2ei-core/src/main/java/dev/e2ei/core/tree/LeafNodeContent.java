package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.credential.Credential;
import java.util.Optional;

/**
 * A leaf node without its signature, RFC 9420, section 7.2.
 *
 * @param encryptionKey an HPKE key
 * @param signatureKey the member's signature key
 * @param credential who the member says to be
 * @param capabilities what the member supports
 * @param source how the leaf came to be
 * @param lifetime exactly for source key_package
 * @param parentHash exactly for source commit; may be of no octets
 * @param extensions the leaf's extensions
 */
public record LeafNodeContent(
        Bytes encryptionKey,
        Bytes signatureKey,
        Credential credential,
        Capabilities capabilities,
        LeafNodeSource source,
        Optional<Lifetime> lifetime,
        Optional<Bytes> parentHash,
        Extensions extensions) {
    /** {@inheritDoc} */
    public LeafNodeContent {
        if (lifetime.isPresent() != (source == LeafNodeSource.KEY_PACKAGE)
                || parentHash.isPresent() != (source == LeafNodeSource.COMMIT)) {
            throw new IllegalArgumentException("a leaf of source " + source + " has not these fields");
        }
    }

    /** {@return what the leaf says beside its encryption key and source} */
    public LeafNodeDraft draft() {
        return new LeafNodeDraft(signatureKey, credential, capabilities, extensions);
    }

    void encode(TlsWriter out) {
        out.bytes(encryptionKey);
        out.bytes(signatureKey);
        Credential.CODEC.encode(credential, out);
        Capabilities.CODEC.encode(capabilities, out);
        out.u8(source.code());
        lifetime.ifPresent(present -> Lifetime.CODEC.encode(present, out));
        parentHash.ifPresent(out::bytes);
        Extensions.CODEC.encode(extensions, out);
    }

    static LeafNodeContent decode(TlsReader in) {
        Bytes encryptionKey = in.field("encryption_key").bytes();
        Bytes signatureKey = in.field("signature_key").bytes();
        Credential credential = in.struct("credential", Credential.CODEC);
        Capabilities capabilities = in.struct("capabilities", Capabilities.CODEC);
        LeafNodeSource source = LeafNodeSource.read(in);
        return new LeafNodeContent(
                encryptionKey,
                signatureKey,
                credential,
                capabilities,
                source,
                source == LeafNodeSource.KEY_PACKAGE
                        ? Optional.of(in.struct("lifetime", Lifetime.CODEC))
                        : Optional.empty(),
                source == LeafNodeSource.COMMIT
                        ? Optional.of(in.field("parent_hash").bytes())
                        : Optional.empty(),
                in.struct("extensions", Extensions.CODEC));
    }
}
