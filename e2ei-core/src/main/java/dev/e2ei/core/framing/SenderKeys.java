package dev.e2ei.core.framing;

import dev.e2ei.api.Bytes;
import java.util.Optional;

/** The signature keys of those who may send in an epoch. */
public interface SenderKeys {
    /**
     * A member's key.
     *
     * @param leafIndex a leaf within the tree
     * @return the key of the leaf, none if it is blank
     */
    Optional<Bytes> member(int leafIndex);

    /**
     * The key of somebody outside who may propose.
     *
     * @param senderIndex any uint32
     * @return the key in the extension external_senders, none if that has no such place
     */
    Optional<Bytes> external(int senderIndex);
}
