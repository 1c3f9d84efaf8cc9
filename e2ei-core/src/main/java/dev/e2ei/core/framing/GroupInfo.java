package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.tree.Extension;
import dev.e2ei.core.tree.ExtensionType;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.RatchetTree;
import java.util.Optional;

/**
 * GroupInfo, RFC 9420, section 12.4.3: an epoch as a member describes it to those outside.
 *
 * @param context the group's context
 * @param extensions beside the context: the tree, the key for external commits
 * @param confirmationTag of the epoch
 * @param signer the leaf of the member who signed, a uint32
 * @param signature over all of it
 */
public record GroupInfo(
        GroupContext context, Extensions extensions, Bytes confirmationTag, int signer, Bytes signature) {
    /** The wire form. */
    public static final TlsCodec<GroupInfo> CODEC = TlsCodec.of(
            (info, out) -> {
                writeSigned(info.context, info.extensions, info.confirmationTag, info.signer, out);
                out.bytes(info.signature);
            },
            in -> new GroupInfo(
                    in.struct("group_context", GroupContext.CODEC),
                    in.struct("extensions", Extensions.CODEC),
                    in.field("confirmation_tag").bytes(),
                    in.field("signer").u32(),
                    in.field("signature").bytes()));

    private static final TlsCodec<Bytes> HPKE_PUBLIC_KEY = TlsCodec.of((key, out) -> out.bytes(key), TlsReader::bytes);
    private static final String LABEL = "GroupInfoTBS";

    /**
     * Signs a group info.
     *
     * @param crypto the group's suite
     * @param context the group's context
     * @param extensions beside the context
     * @param confirmationTag of the epoch
     * @param signer this client's leaf
     * @param signatureKey the private key that belongs to the leaf; not kept
     * @return the group info
     */
    public static GroupInfo sign(
            LabeledCrypto crypto,
            GroupContext context,
            Extensions extensions,
            Bytes confirmationTag,
            int signer,
            byte[] signatureKey) {
        try (TlsWriter out = new TlsWriter()) {
            writeSigned(context, extensions, confirmationTag, signer, out);
            Bytes signature = Bytes.of(crypto.sign(signatureKey, LABEL, out.toOctets()));
            return new GroupInfo(context, extensions, confirmationTag, signer, signature);
        }
    }

    /**
     * The key for external commits as an extension: with its length, RFC 9420, section 12.4.3.2.
     *
     * @param publicKey the key
     * @return the extension
     */
    public static Extension externalPub(Bytes publicKey) {
        return new Extension(ExtensionType.EXTERNAL_PUB, Bytes.of(HPKE_PUBLIC_KEY.toOctets(publicKey)));
    }

    /**
     * The tree as an extension.
     *
     * @param tree the tree of the epoch
     * @return the extension
     */
    public static Extension ratchetTree(RatchetTree tree) {
        return new Extension(ExtensionType.RATCHET_TREE, Bytes.of(RatchetTree.CODEC.toOctets(tree)));
    }

    /**
     * Whether a key made the signature.
     *
     * @param crypto the group's suite
     * @param publicKey of the signer's leaf
     * @return whether it did
     */
    public boolean verifySignature(LabeledCrypto crypto, Bytes publicKey) {
        try (TlsWriter out = new TlsWriter()) {
            writeSigned(context, extensions, confirmationTag, signer, out);
            return crypto.verify(publicKey.toByteArray(), LABEL, out.toOctets(), signature.toByteArray());
        }
    }

    /** {@return the key for external commits, if there is one; malformed if it is not exactly that} */
    public Optional<Bytes> externalPub() {
        return extensions.find(ExtensionType.EXTERNAL_PUB, HPKE_PUBLIC_KEY);
    }

    /** {@return the tree, if there is one; malformed if it is not exactly that} */
    public Optional<RatchetTree> ratchetTree() {
        return extensions.find(ExtensionType.RATCHET_TREE, RatchetTree.CODEC);
    }

    private static void writeSigned(
            GroupContext context, Extensions extensions, Bytes confirmationTag, int signer, TlsWriter out) {
        GroupContext.CODEC.encode(context, out);
        Extensions.CODEC.encode(extensions, out);
        out.bytes(confirmationTag);
        out.u32(signer);
    }
}
