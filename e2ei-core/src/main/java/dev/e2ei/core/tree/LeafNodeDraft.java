package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.credential.Credential;
import java.util.Optional;

/**
 * What a leaf says beside its encryption key and its source: what stays when a member renews its leaf.
 *
 * @param signatureKey the member's signature key
 * @param credential who the member says to be
 * @param capabilities what the member supports
 * @param extensions the leaf's extensions
 */
public record LeafNodeDraft(
        Bytes signatureKey, Credential credential, Capabilities capabilities, Extensions extensions) {
    /**
     * A leaf for a key package.
     *
     * @param encryptionKey its HPKE key
     * @param lifetime when it may be used
     * @return to be signed
     */
    public LeafNodeContent forKeyPackage(Bytes encryptionKey, Lifetime lifetime) {
        return content(encryptionKey, LeafNodeSource.KEY_PACKAGE, Optional.of(lifetime), Optional.empty());
    }

    /**
     * A leaf for an Update.
     *
     * @param encryptionKey its HPKE key
     * @return to be signed
     */
    public LeafNodeContent forUpdate(Bytes encryptionKey) {
        return content(encryptionKey, LeafNodeSource.UPDATE, Optional.empty(), Optional.empty());
    }

    /**
     * A leaf for the path of a Commit.
     *
     * @param encryptionKey its HPKE key
     * @param parentHash the parent hash of the first node of the filtered path, of no octets if there is none
     * @return to be signed
     */
    public LeafNodeContent forCommit(Bytes encryptionKey, Bytes parentHash) {
        return content(encryptionKey, LeafNodeSource.COMMIT, Optional.empty(), Optional.of(parentHash));
    }

    private LeafNodeContent content(
            Bytes encryptionKey, LeafNodeSource source, Optional<Lifetime> lifetime, Optional<Bytes> parentHash) {
        return new LeafNodeContent(
                encryptionKey, signatureKey, credential, capabilities, source, lifetime, parentHash, extensions);
    }
}
