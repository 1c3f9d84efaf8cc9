package dev.e2ei.core.labels;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.core.codec.TlsWriter;
import dev.e2ei.core.identity.EcSignatureKey;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.HpkeCiphertext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What MLS does with the primitives of a suite. Labels are given without their prefix {@code MLS 1.0}. Arrays that are given
 * are neither kept nor changed; secret ones that are returned are wiped by the caller. Safe for use by several threads.
 */
public final class LabeledCrypto {
    private static final String PREFIX = "MLS 1.0 ";
    private static final byte[] NOTHING = {};

    private final CiphersuiteCrypto crypto;
    private final RefHash refHash;

    /**
     * For one suite.
     *
     * @param crypto its primitives
     */
    public LabeledCrypto(CiphersuiteCrypto crypto) {
        this.crypto = crypto;
        this.refHash = new RefHash(crypto);
    }

    /** {@return the primitives} */
    public CiphersuiteCrypto crypto() {
        return crypto;
    }

    /** {@return the suite} */
    public Ciphersuite suite() {
        return crypto.ciphersuite();
    }

    /** {@return Nh, the size of hashes and secrets} */
    public int hashLength() {
        return crypto.hashLength();
    }

    /**
     * The suite's hash.
     *
     * @param content any octets
     * @return Nh octets
     */
    public byte[] hash(byte[] content) {
        return crypto.hash(content);
    }

    /**
     * The suite's MAC.
     *
     * @param key the key
     * @param content any octets
     * @return Nh octets
     */
    public byte[] mac(byte[] key, byte[] content) {
        return crypto.mac(key, content);
    }

    /**
     * KDF.Extract.
     *
     * @param salt the salt
     * @param inputKeyMaterial the input
     * @return Nh octets
     */
    public byte[] extract(byte[] salt, byte[] inputKeyMaterial) {
        return crypto.extract(salt, inputKeyMaterial);
    }

    /**
     * RefHash, RFC 9420, section 5.2.
     *
     * @param label whole: the prefix is not added
     * @param value what is referred to
     * @return Nh octets
     */
    public Bytes refHash(String label, byte[] value) {
        return refHash.of(label, value);
    }

    /**
     * The reference of a key package.
     *
     * @param keyPackage its octets
     * @return Nh octets
     */
    public Bytes keyPackageRef(byte[] keyPackage) {
        return refHash.of(RefHash.KEY_PACKAGE, keyPackage);
    }

    /**
     * The reference of a proposal.
     *
     * @param authenticatedContent the octets of the AuthenticatedContent that brought it
     * @return Nh octets
     */
    public Bytes proposalRef(byte[] authenticatedContent) {
        return refHash.of(RefHash.PROPOSAL, authenticatedContent);
    }

    /**
     * SignWithLabel, RFC 9420, section 5.1.2.
     *
     * @param privateKey the signature key
     * @param label what is signed
     * @param content its octets
     * @return the signature
     */
    public byte[] sign(byte[] privateKey, String label, byte[] content) {
        return crypto.sign(privateKey, labeled(label, content));
    }

    /**
     * VerifyWithLabel.
     *
     * @param publicKey the signature key
     * @param label what was signed
     * @param content its octets
     * @param signature the signature
     * @return whether it is one
     */
    public boolean verify(byte[] publicKey, String label, byte[] content, byte[] signature) {
        byte[] key = EcSignatureKey.uncompressed(suite().signatureScheme(), publicKey);
        return crypto.verify(key, labeled(label, content), signature);
    }

    /**
     * Checks a member's signature public key, RFC 9420, section 5.1.1.
     *
     * @param publicKey the key as it was received
     * @throws dev.e2ei.api.error.ProviderException with code {@code INVALID_KEY}
     */
    public void validateSignatureKey(byte[] publicKey) {
        crypto.validateSignaturePublicKey(EcSignatureKey.uncompressed(suite().signatureScheme(), publicKey));
    }

    /**
     * EncryptWithLabel, RFC 9420, section 5.1.3.
     *
     * @param publicKey the recipient's key
     * @param label what is encrypted
     * @param context what both sides know
     * @param plaintext its octets
     * @return the ciphertext
     */
    public HpkeCiphertext encrypt(byte[] publicKey, String label, byte[] context, byte[] plaintext) {
        return crypto.hpkeSeal(publicKey, labeled(label, context), NOTHING, plaintext);
    }

    /**
     * EncryptWithLabel for many recipients with one context, which is hashed once.
     *
     * @param publicKeys the recipients' keys
     * @param label what is encrypted
     * @param context what all sides know
     * @param plaintexts one for each recipient
     * @return the ciphertexts in the order of the recipients
     */
    public List<HpkeCiphertext> encryptAll(
            List<byte[]> publicKeys, String label, byte[] context, List<byte[]> plaintexts) {
        return crypto.hpkeSealAll(publicKeys, labeled(label, context), NOTHING, plaintexts);
    }

    /**
     * DecryptWithLabel.
     *
     * @param privateKey the recipient's private key
     * @param publicKey the recipient's public key
     * @param label what was encrypted
     * @param context what both sides know
     * @param ciphertext the ciphertext
     * @return the plaintext
     * @throws dev.e2ei.api.error.DecryptionFailedException whatever was wrong
     */
    public byte[] decrypt(
            byte[] privateKey, byte[] publicKey, String label, byte[] context, HpkeCiphertext ciphertext) {
        return crypto.hpkeOpen(
                ciphertext.kemOutput(),
                privateKey,
                publicKey,
                labeled(label, context),
                NOTHING,
                ciphertext.ciphertext());
    }

    /**
     * ExpandWithLabel, RFC 9420, section 8.
     *
     * @param secret the secret
     * @param label what is derived
     * @param context for whom
     * @param length how many octets
     * @return that many
     */
    public byte[] expandWithLabel(byte[] secret, String label, byte[] context, int length) {
        try (TlsWriter info = new TlsWriter(16 + PREFIX.length() + label.length() + context.length)) {
            info.u16(length);
            info.vector(prefixed(label));
            info.vector(context);
            byte[] octets = info.toOctets();
            try {
                return crypto.expand(secret, octets, length);
            } finally {
                // The context of a pre-shared key's derivation is public, but others need not be.
                Arrays.fill(octets, (byte) 0);
            }
        }
    }

    /**
     * DeriveSecret.
     *
     * @param secret the secret
     * @param label what is derived
     * @return Nh octets
     */
    public byte[] deriveSecret(byte[] secret, String label) {
        return expandWithLabel(secret, label, NOTHING, crypto.hashLength());
    }

    /**
     * DeriveTreeSecret, RFC 9420, section 9.
     *
     * @param secret the secret
     * @param label what is derived
     * @param generation a uint32
     * @param length how many octets
     * @return that many
     */
    public byte[] deriveTreeSecret(byte[] secret, String label, int generation, int length) {
        byte[] context = {
            (byte) (generation >>> 24), (byte) (generation >>> 16), (byte) (generation >>> 8), (byte) generation
        };
        return expandWithLabel(secret, label, context, length);
    }

    private static byte[] labeled(String label, byte[] content) {
        try (TlsWriter out = new TlsWriter(16 + PREFIX.length() + label.length() + content.length)) {
            out.vector(prefixed(label));
            out.vector(content);
            return out.toOctets();
        }
    }

    private static byte[] prefixed(String label) {
        return (PREFIX + label).getBytes(StandardCharsets.UTF_8);
    }
}
