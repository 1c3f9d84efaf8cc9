package dev.e2ei.core.keypackage;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.credential.Credential;
import dev.e2ei.core.tree.LeafNode;

/**
 * The authentication service, RFC 9420, section 5.3.1: may this leaf be here, may it succeed that one. Whoever checks a
 * leaf by the rules of the tree asks here too; one object answers as of one instant.
 */
public interface LeafAdmission {
    /**
     * Whether a leaf may be in the group, CR-2 and CR-3.
     *
     * @param leaf the leaf, whose own signature is checked elsewhere
     * @param role how it comes
     * @throws dev.e2ei.api.error.MessageRejectedException if not
     */
    void admit(LeafNode leaf, LeafRole role);

    /**
     * Whether a leaf may stand in another one's place, CR-4. Both were admitted.
     *
     * @param before the leaf that goes
     * @param after the leaf that comes
     * @throws dev.e2ei.api.error.MessageRejectedException if not
     */
    void succeed(LeafNode before, LeafNode after);

    /**
     * Whether somebody who joins from outside may take the place of a leaf that it says was its own, CR-4 and EX-4. Unlike a
     * successor it is not vouched for by the old leaf's key.
     *
     * @param former the leaf that goes
     * @param after the leaf that comes
     * @throws dev.e2ei.api.error.MessageRejectedException if not
     */
    default void rejoin(LeafNode former, LeafNode after) {
        succeed(former, after);
    }

    /**
     * Whether somebody outside may propose in the group, CR-3.
     *
     * @param credential who it is
     * @param signatureKey by which proposals are signed
     * @throws dev.e2ei.api.error.MessageRejectedException if not
     */
    void admitExternalSender(Credential credential, Bytes signatureKey);

    /**
     * The client behind a credential, CR-8: equal for two credentials of one client, unequal otherwise.
     *
     * @param credential who it says to be
     * @param signatureKey the key that it belongs to
     * @return a value with {@code equals} and {@code hashCode}
     */
    Object clientOf(Credential credential, Bytes signatureKey);

    /**
     * The client behind a leaf, CR-8.
     *
     * @param leaf any leaf
     * @return a value with {@code equals} and {@code hashCode}
     */
    default Object clientOf(LeafNode leaf) {
        return clientOf(leaf.credential(), leaf.signatureKey());
    }

    /**
     * Whether two leaves are of one client, CR-8.
     *
     * @param one a leaf
     * @param other a leaf
     * @return whether they are
     */
    default boolean sameClient(LeafNode one, LeafNode other) {
        return clientOf(one).equals(clientOf(other));
    }
}
