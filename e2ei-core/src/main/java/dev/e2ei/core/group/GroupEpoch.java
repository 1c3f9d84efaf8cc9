package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.core.schedule.EpochSecrets;
import dev.e2ei.core.schedule.GroupContext;
import dev.e2ei.core.schedule.SecretTree;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.PrivateTree;
import dev.e2ei.core.tree.RatchetTree;
import java.util.Optional;

/** The current epoch of a group, or the one that a commit leads to: all that begins and ends with it. Immutable. */
public final class GroupEpoch {
    private final GroupContext context;
    private final Bytes interimTranscriptHash;
    private final Bytes confirmationTag;
    private final RatchetTree tree;
    private final PrivateTree privateTree;
    private final EpochSecrets secrets;
    private final SecretTree keys;
    private final Optional<CredentialRef> signer;

    GroupEpoch(
            GroupContext context,
            Bytes interimTranscriptHash,
            Bytes confirmationTag,
            RatchetTree tree,
            PrivateTree privateTree,
            EpochSecrets secrets,
            SecretTree keys,
            Optional<CredentialRef> signer) {
        this.context = context;
        this.interimTranscriptHash = interimTranscriptHash;
        this.confirmationTag = confirmationTag;
        this.tree = tree;
        this.privateTree = privateTree;
        this.secrets = secrets;
        this.keys = keys;
        this.signer = signer;
    }

    /** {@return the epoch's number, unsigned} */
    public long number() {
        return context.epoch();
    }

    /** {@return the GroupContext} */
    public GroupContext context() {
        return context;
    }

    /** {@return the interim transcript hash} */
    public Bytes interimTranscriptHash() {
        return interimTranscriptHash;
    }

    /** {@return the confirmation tag of the commit that began the epoch} */
    public Bytes confirmationTag() {
        return confirmationTag;
    }

    /** {@return the public tree} */
    public RatchetTree tree() {
        return tree;
    }

    /** {@return the credential of the own leaf, if the client named it} */
    public Optional<CredentialRef> signer() {
        return signer;
    }

    /** {@return the place of the own leaf} */
    public int ownLeaf() {
        return privateTree.leafIndex();
    }

    /**
     * A leaf.
     *
     * @param leafIndex any number
     * @return the leaf there, or none
     */
    public Optional<LeafNode> leaf(int leafIndex) {
        boolean within = Integer.compareUnsigned(leafIndex, tree.leafCount()) < 0;
        return within ? tree.leaf(leafIndex) : Optional.empty();
    }

    /** {@return what members compare to know that they are in the same epoch, RFC 9420, section 8.7} */
    public Bytes authenticator() {
        return secrets.authenticator();
    }

    /** The private keys of the own leaf and of nodes above it. */
    PrivateTree privateTree() {
        return privateTree;
    }

    /** The secrets of the key schedule. */
    EpochSecrets secrets() {
        return secrets;
    }

    /** The keys of messages. */
    SecretTree keys() {
        return keys;
    }

    GroupEpoch withKeys(SecretTree next) {
        return new GroupEpoch(
                context, interimTranscriptHash, confirmationTag, tree, privateTree, secrets, next, signer);
    }

    void wipe() {
        secrets.close();
        privateTree.close();
        keys.wipe();
    }
}
