package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.codec.DecodeLimits;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.labels.LabeledCrypto;
import java.util.Arrays;
import java.util.Optional;

/**
 * LeafNode, RFC 9420, section 7.2, with the octets it was received or signed as: hashes, signatures and equality are
 * theirs. Immutable.
 */
public final class LeafNode {
    /** The wire form. */
    public static final TlsCodec<LeafNode> CODEC =
            TlsCodec.of((leaf, out) -> out.octets(leaf.octets.toByteArray()), LeafNode::read);

    private static final String LABEL = "LeafNodeTBS";

    private final LeafNodeContent content;
    private final Bytes signature;
    private final Bytes octets;
    private final int contentLength;

    private LeafNode(LeafNodeContent content, Bytes signature, Bytes octets, int contentLength) {
        this.content = content;
        this.signature = signature;
        this.octets = octets;
        this.contentLength = contentLength;
    }

    private static LeafNode read(TlsReader in) {
        int from = in.position();
        LeafNodeContent content = LeafNodeContent.decode(in);
        int contentLength = in.position() - from;
        Bytes signature = in.field("signature").bytes();
        return new LeafNode(content, signature, in.since(from), contentLength);
    }

    /**
     * Signs a leaf.
     *
     * @param crypto the group's suite
     * @param content what is signed
     * @param position where it will stand; not looked at for source key_package
     * @param signaturePrivateKey the private key of the content's signature key
     * @return the leaf
     */
    public static LeafNode sign(
            LabeledCrypto crypto,
            LeafNodeContent content,
            Optional<LeafPosition> position,
            byte[] signaturePrivateKey) {
        if (content.source() != LeafNodeSource.KEY_PACKAGE && position.isEmpty()) {
            throw new IllegalArgumentException("LN-2: a leaf of source " + content.source() + " is bound to its place");
        }
        try (TlsWriter out = new TlsWriter()) {
            content.encode(out);
            int contentLength = out.size();
            byte[] signature = crypto.sign(signaturePrivateKey, LABEL, tbs(out.toOctets(), content.source(), position));
            out.vector(signature);
            return new LeafNode(content, Bytes.of(signature), Bytes.of(out.toOctets()), contentLength);
        }
    }

    /**
     * Whether the signature is the signature key's, rules LN-2 and LN-3.
     *
     * @param crypto the group's suite
     * @param position where the leaf stands; not looked at for source key_package, without one no other source verifies
     * @return whether it is
     */
    public boolean verifySignature(LabeledCrypto crypto, Optional<LeafPosition> position) {
        if (source() != LeafNodeSource.KEY_PACKAGE && position.isEmpty()) {
            return false;
        }
        return crypto.verify(signatureKey().toByteArray(), LABEL, tbs(position), signature.toByteArray());
    }

    /**
     * LeafNodeTBS.
     *
     * @param position where the leaf stands; not looked at for source key_package
     * @return what is signed, under a label
     */
    public byte[] tbs(Optional<LeafPosition> position) {
        return tbs(Arrays.copyOf(octets.toByteArray(), contentLength), source(), position);
    }

    private static byte[] tbs(byte[] content, LeafNodeSource source, Optional<LeafPosition> position) {
        if (source == LeafNodeSource.KEY_PACKAGE) {
            return content;
        }
        try (TlsWriter out = new TlsWriter(content.length + 64)) {
            out.octets(content);
            position.ifPresent(place -> {
                out.bytes(place.groupId());
                out.u32(place.leafIndex());
            });
            return out.toOctets();
        }
    }

    /**
     * Reads a leaf alone.
     *
     * @param octets its octets
     * @return the leaf
     */
    public static LeafNode of(Bytes octets) {
        return CODEC.fromOctets(octets.toByteArray(), DecodeLimits.MESSAGE);
    }

    /** {@return all but the signature} */
    public LeafNodeContent content() {
        return content;
    }

    /** {@return the HPKE key} */
    public Bytes encryptionKey() {
        return content.encryptionKey();
    }

    /** {@return the signature key} */
    public Bytes signatureKey() {
        return content.signatureKey();
    }

    /** {@return who the member says to be} */
    public Credential credential() {
        return content.credential();
    }

    /** {@return what the member supports} */
    public Capabilities capabilities() {
        return content.capabilities();
    }

    /** {@return how the leaf came to be} */
    public LeafNodeSource source() {
        return content.source();
    }

    /** {@return when it may be used, for source key_package} */
    public Optional<Lifetime> lifetime() {
        return content.lifetime();
    }

    /** {@return the parent hash, for source commit} */
    public Optional<Bytes> parentHash() {
        return content.parentHash();
    }

    /** {@return the extensions} */
    public Extensions extensions() {
        return content.extensions();
    }

    /** {@return the signature} */
    public Bytes signature() {
        return signature;
    }

    /** {@return the octets as received or signed} */
    public Bytes octets() {
        return octets;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeafNode that && octets.equals(that.octets);
    }

    @Override
    public int hashCode() {
        return octets.hashCode();
    }

    /** Source and size only: a credential may hold a name. */
    @Override
    public String toString() {
        return "LeafNode[" + source() + ", " + octets.size() + " octets]";
    }
}
