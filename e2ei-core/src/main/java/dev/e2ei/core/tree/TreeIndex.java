package dev.e2ei.core.tree;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialType;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What rules ask of a whole tree, kept up to date with each change, so that no rule walks over all leaves. Immutable.
 */
public final class TreeIndex {
    static final TreeIndex EMPTY = new TreeIndex(Tally.empty(), Tally.empty(), Tally.empty(), Tally.empty());

    private final Tally<Bytes> encryptionKeys;
    private final Tally<Bytes> signatureKeys;
    private final Tally<Capabilities> capabilities;
    private final Tally<Integer> credentialTypes;

    private TreeIndex(
            Tally<Bytes> encryptionKeys,
            Tally<Bytes> signatureKeys,
            Tally<Capabilities> capabilities,
            Tally<Integer> credentialTypes) {
        this.encryptionKeys = encryptionKeys;
        this.signatureKeys = signatureKeys;
        this.capabilities = capabilities;
        this.credentialTypes = credentialTypes;
    }

    /**
     * Whether a leaf or parent has this HPKE key.
     *
     * @param key the key
     * @return whether one has
     */
    public boolean hasEncryptionKey(Bytes key) {
        return encryptionKeys.count(key) > 0;
    }

    /**
     * Whether a leaf has this signature key.
     *
     * @param key the key
     * @return whether one has
     */
    public boolean hasSignatureKey(Bytes key) {
        return signatureKeys.count(key) > 0;
    }

    /** {@return whether no two nodes have one HPKE key, rule TREE-9} */
    public boolean encryptionKeysAreUnique() {
        return encryptionKeys.isUnique();
    }

    /** {@return whether no two leaves have one signature key, rule LN-13} */
    public boolean signatureKeysAreUnique() {
        return signatureKeys.isUnique();
    }

    /** {@return the types of the leaves' credentials} */
    public Set<Integer> credentialTypesInUse() {
        return Set.copyOf(credentialTypes.values());
    }

    /**
     * Whether every leaf's capabilities have a property; each distinct set is asked once.
     *
     * @param property the property
     * @return whether all have it
     */
    public boolean allCapabilities(Predicate<Capabilities> property) {
        return capabilities.values().stream().allMatch(property);
    }

    Set<Bytes> encryptionKeys() {
        return Set.copyOf(encryptionKeys.values());
    }

    Set<Bytes> signatureKeys() {
        return Set.copyOf(signatureKeys.values());
    }

    TreeIndex replaced(@Nullable LeafNode before, @Nullable LeafNode after) {
        TreeIndex index = this;
        if (before != null) {
            index = new TreeIndex(
                    index.encryptionKeys.without(before.encryptionKey()),
                    index.signatureKeys.without(before.signatureKey()),
                    index.capabilities.without(octets(before.capabilities())),
                    index.credentialTypes.without(octets(before.credential().type())));
        }
        if (after != null) {
            index = new TreeIndex(
                    index.encryptionKeys.with(after.encryptionKey(), after.encryptionKey()),
                    index.signatureKeys.with(after.signatureKey(), after.signatureKey()),
                    index.capabilities.with(octets(after.capabilities()), after.capabilities()),
                    index.credentialTypes.with(
                            octets(after.credential().type()),
                            after.credential().type().code()));
        }
        return index;
    }

    private static Bytes octets(Capabilities capabilities) {
        return Bytes.of(Capabilities.CODEC.toOctets(capabilities));
    }

    private static Bytes octets(CredentialType type) {
        return Bytes.of((byte) type.code());
    }

    TreeIndex replaced(@Nullable ParentNode before, @Nullable ParentNode after) {
        Bytes old = before == null ? null : before.encryptionKey();
        Bytes now = after == null ? null : after.encryptionKey();
        if (old == now) {
            return this;
        }
        Tally<Bytes> keys = encryptionKeys;
        keys = old == null ? keys : keys.without(old);
        keys = now == null ? keys : keys.with(now, now);
        return new TreeIndex(keys, signatureKeys, capabilities, credentialTypes);
    }
}
