package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.tree.LeafNode;
import dev.e2ei.core.tree.LeafNodeDraft;
import java.util.Optional;

/**
 * Who signs for an own leaf, for the length of one operation: a credential with its signature key. The private key is the
 * caller's, who closes it; no state of a group holds it, only the reference.
 */
public final class LeafSigner {
    private final Credential credential;
    private final Bytes publicKey;
    private final Secret privateKey;
    private final Optional<CredentialRef> ref;

    /**
     * A signer.
     *
     * @param credential what the leaf shows
     * @param publicKey the signature key in the form of RFC 9420
     * @param privateKey its private part; not closed
     * @param ref by what the client finds credential and key again
     */
    public LeafSigner(Credential credential, Bytes publicKey, Secret privateKey, Optional<CredentialRef> ref) {
        this.credential = credential;
        this.publicKey = publicKey;
        this.privateKey = privateKey;
        this.ref = ref;
    }

    /** {@return what the leaf shows} */
    public Credential credential() {
        return credential;
    }

    /** {@return the signature key} */
    public Bytes publicKey() {
        return publicKey;
    }

    /** {@return by what the client finds credential and key again} */
    public Optional<CredentialRef> ref() {
        return ref;
    }

    /** What an own leaf says next: the same as before, but for another key and credential. */
    static LeafNodeDraft draft(LeafNode before, Optional<LeafSigner> successor) {
        return successor
                .map(next ->
                        new LeafNodeDraft(next.publicKey, next.credential, before.capabilities(), before.extensions()))
                .orElseGet(() -> before.content().draft());
    }

    Secret privateKey() {
        return privateKey;
    }

    /** The kind of credential only: keys are secret, and credentials name people. */
    @Override
    public String toString() {
        return "LeafSigner[" + credential.type() + "]";
    }
}
