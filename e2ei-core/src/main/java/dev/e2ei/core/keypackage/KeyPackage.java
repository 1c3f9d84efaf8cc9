package dev.e2ei.core.keypackage;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.core.codec.TlsCodec;
import dev.e2ei.core.codec.TlsReader;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.tree.Capabilities;
import dev.e2ei.core.tree.Extensions;
import dev.e2ei.core.tree.LeafNode;
import java.util.Arrays;
import java.util.Optional;

/**
 * A key package, RFC 9420, section 10, as it was received or made: reference and signature are over its octets, which are
 * kept. A version or suite that is not known here is no error of the form.
 */
public final class KeyPackage {
    /** The wire form. */
    public static final TlsCodec<KeyPackage> CODEC =
            TlsCodec.of((keyPackage, out) -> out.octets(keyPackage.octets.toByteArray()), KeyPackage::read);

    private static final String LABEL = "KeyPackageTBS";

    private final Bytes octets;
    private final int signedLength;
    private final int version;
    private final int suite;
    private final Bytes initKey;
    private final LeafNode leaf;
    private final Extensions extensions;
    private final Bytes signature;

    private KeyPackage(
            Bytes octets,
            int signedLength,
            int version,
            int suite,
            Bytes initKey,
            LeafNode leaf,
            Extensions extensions,
            Bytes signature) {
        this.octets = octets;
        this.signedLength = signedLength;
        this.version = version;
        this.suite = suite;
        this.initKey = initKey;
        this.leaf = leaf;
        this.extensions = extensions;
        this.signature = signature;
    }

    private static KeyPackage read(TlsReader in) {
        int from = in.position();
        int version = in.field("version").u16();
        int suite = in.field("cipher_suite").u16();
        Bytes initKey = in.field("init_key").bytes();
        LeafNode leaf = in.struct("leaf_node", LeafNode.CODEC);
        Extensions extensions = in.struct("extensions", Extensions.CODEC);
        int signedLength = in.position() - from;
        Bytes signature = in.field("signature").bytes();
        return new KeyPackage(in.since(from), signedLength, version, suite, initKey, leaf, extensions, signature);
    }

    /**
     * Signs a key package.
     *
     * @param signatureKey the private key that belongs to the leaf; not kept
     */
    static KeyPackage sign(
            LabeledCrypto crypto, Bytes initKey, LeafNode leaf, Extensions extensions, byte[] signatureKey) {
        try (TlsWriter out = new TlsWriter()) {
            out.u16(Capabilities.MLS10);
            out.u16(crypto.suite().id());
            out.bytes(initKey);
            LeafNode.CODEC.encode(leaf, out);
            Extensions.CODEC.encode(extensions, out);
            byte[] signed = out.toOctets();
            byte[] signature = crypto.sign(signatureKey, LABEL, signed);
            out.vector(signature);
            return new KeyPackage(
                    Bytes.of(out.toOctets()),
                    signed.length,
                    Capabilities.MLS10,
                    crypto.suite().id(),
                    initKey,
                    leaf,
                    extensions,
                    Bytes.of(signature));
        }
    }

    boolean verifySignature(LabeledCrypto crypto) {
        return crypto.verify(
                leaf.signatureKey().toByteArray(),
                LABEL,
                Arrays.copyOf(octets.toByteArray(), signedLength),
                signature.toByteArray());
    }

    /** The reference by which welcomes name it, RFC 9420, section 5.2. */
    public Bytes ref(LabeledCrypto crypto) {
        return crypto.keyPackageRef(octets.toByteArray());
    }

    /** The whole, as it was received. */
    public Bytes octets() {
        return octets;
    }

    boolean isMls10() {
        return version == Capabilities.MLS10;
    }

    /** The number of the suite, known or not. */
    public int suiteId() {
        return suite;
    }

    /** The suite; none if it is not known. */
    public Optional<Ciphersuite> suite() {
        return Ciphersuite.ofId(suite);
    }

    /** The key to which welcomes are encrypted. */
    public Bytes initKey() {
        return initKey;
    }

    public LeafNode leaf() {
        return leaf;
    }

    public Extensions extensions() {
        return extensions;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPackage that && octets.equals(that.octets);
    }

    @Override
    public int hashCode() {
        return octets.hashCode();
    }

    /** The suite only: leaves name people. */
    @Override
    public String toString() {
        return "KeyPackage[suite " + suite + ", " + octets.size() + " octets]";
    }
}
