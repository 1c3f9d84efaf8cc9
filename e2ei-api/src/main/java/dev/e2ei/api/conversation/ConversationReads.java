package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import java.util.Objects;
import java.util.Set;

/** Conversations for reading; on the client outside a transaction, in a transaction with its writes. */
public interface ConversationReads {
    /**
     * A conversation of this client.
     *
     * @param id its id
     * @return a live view
     * @throws dev.e2ei.api.error.MlsException with code {@code CONVERSATION_NOT_FOUND}
     */
    ConversationView conversation(ConversationId id);

    /** {@return the ids of all conversations of this client} */
    Set<ConversationId> conversations();

    /**
     * Whether there is such a conversation.
     *
     * @param id an id
     * @return whether it is one of this client's
     */
    default boolean conversationExists(ConversationId id) {
        Objects.requireNonNull(id, "id");
        return conversations().contains(id);
    }

    /**
     * The state that a group would be in, before one joins it: tree, signatures, every leaf with its lifetime.
     *
     * @param groupInfo an MLSMessage or a bare GroupInfo with its ratchet tree
     * @return the state; {@code NotVerified} for a tree that does not verify
     * @throws dev.e2ei.api.error.MalformedMessageException if it is no group info
     */
    default E2eiConversationState e2eiVerifyGroupState(Bytes groupInfo) {
        return verifyGroupInfo(groupInfo).state();
    }

    /**
     * The same with a ratchet tree that was delivered apart.
     *
     * @param groupInfo an MLSMessage or a bare GroupInfo
     * @param ratchetTree the content of a ratchet_tree extension
     * @return the state
     */
    default E2eiConversationState e2eiVerifyGroupState(Bytes groupInfo, Bytes ratchetTree) {
        return verifyGroupInfo(groupInfo, ratchetTree).state();
    }

    /**
     * Why {@link #e2eiVerifyGroupState(Bytes)} says what it says.
     *
     * @param groupInfo an MLSMessage or a bare GroupInfo with its ratchet tree
     * @return every device with reason and evidence, and whether the tree itself is valid
     * @throws dev.e2ei.api.error.MalformedMessageException if it is no group info
     */
    GroupInfoVerification verifyGroupInfo(Bytes groupInfo);

    /**
     * The same with a ratchet tree that was delivered apart.
     *
     * @param groupInfo an MLSMessage or a bare GroupInfo
     * @param ratchetTree the content of a ratchet_tree extension
     * @return every device with reason and evidence, and whether the tree itself is valid
     */
    GroupInfoVerification verifyGroupInfo(Bytes groupInfo, Bytes ratchetTree);
}
