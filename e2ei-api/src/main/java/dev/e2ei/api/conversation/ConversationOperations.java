package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import java.util.Optional;

/** Conversations inside a transaction: making, joining, finding them. */
public interface ConversationOperations extends ConversationReads {
    /**
     * A conversation of this client.
     *
     * @param id its id
     * @return a live handle
     * @throws dev.e2ei.api.error.MlsException with code {@code CONVERSATION_NOT_FOUND}
     */
    @Override
    Conversation conversation(ConversationId id);

    /**
     * Makes a conversation with this client as its only member.
     *
     * @param id a new id
     * @param config suite, credential, external senders
     * @return a live handle
     * @throws dev.e2ei.api.error.MlsException with code {@code CONVERSATION_EXISTS}, {@code CREDENTIAL_NOT_FOUND} or {@code
     *     MLS_NOT_INITIALIZED}
     */
    Conversation createConversation(ConversationId id, ConversationConfig config);

    /**
     * Joins a conversation by a welcome; its key package and keys are used up.
     *
     * @param welcome an MLSMessage or a bare Welcome, with the ratchet tree inside
     * @return the conversation
     * @throws dev.e2ei.api.error.MlsException with code {@code ORPHAN_WELCOME} if it is for no key package of this client;
     *     or as {@link dev.e2ei.api.error.MessageRejectedException}; nothing is changed then
     */
    WelcomeBundle joinByWelcome(Bytes welcome);

    /**
     * The same with a ratchet tree that was delivered apart.
     *
     * @param welcome as for {@link #joinByWelcome(Bytes)}
     * @param ratchetTree the content of a ratchet_tree extension
     * @return the conversation
     */
    WelcomeBundle joinByWelcome(Bytes welcome, Bytes ratchetTree);

    /**
     * Joins a conversation by an external commit, which is sent; an own leaf of before is replaced. The conversation is
     * there once the delivery service has accepted it.
     *
     * @param groupInfo an MLSMessage or a bare GroupInfo, with ratchet tree and external key
     * @param config the suite, and the credential to join with
     * @return the conversation
     */
    WelcomeBundle joinByExternalCommit(Bytes groupInfo, ConversationConfig config);

    /**
     * The same with a ratchet tree that was delivered apart.
     *
     * @param groupInfo as for {@link #joinByExternalCommit(Bytes, ConversationConfig)}
     * @param ratchetTree the content of a ratchet_tree extension
     * @param config the suite, and the credential to join with
     * @return the conversation
     */
    WelcomeBundle joinByExternalCommit(Bytes groupInfo, Bytes ratchetTree, ConversationConfig config);

    /**
     * Sends an external commit again that waits for the delivery service, such as after a restart.
     *
     * @param id the conversation that is being joined
     * @return the conversation; none if no join waits
     */
    Optional<WelcomeBundle> retryPendingJoin(ConversationId id);

    /**
     * Drops an external commit that waits for the delivery service.
     *
     * @param id the conversation that is being joined
     * @return whether there was one
     */
    boolean clearPendingJoin(ConversationId id);

    /**
     * Stores an external pre-shared key, for commits and welcomes that ask for it, RFC 9420, section 8.4.
     *
     * @param pskId its id, 1 to 1024 octets
     * @param psk the key; copied
     */
    void registerExternalPsk(Bytes pskId, Secret psk);
}
