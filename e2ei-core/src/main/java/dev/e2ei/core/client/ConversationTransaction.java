package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationConfig;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.ConversationOperations;
import dev.e2ei.api.conversation.GroupInfoVerification;
import dev.e2ei.api.conversation.WelcomeBundle;
import dev.e2ei.core.pki.TrustState;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The part of a transaction that is about conversations. */
abstract class ConversationTransaction extends CredentialTransaction implements ConversationOperations {
    private static final int LONGEST_PSK_ID = 1024;

    private final ConversationWork work;
    private final ConversationJoins joins;

    ConversationTransaction(ClientRooms rooms) {
        super(rooms);
        work = rooms.work(scope);
        joins = new ConversationJoins(work);
    }

    @Override
    public final Conversation conversation(ConversationId id) {
        Objects.requireNonNull(id, "id");
        rooms.conversations().require(scope.rows(), id);
        return new DefaultConversation(work, id);
    }

    @Override
    public final Set<ConversationId> conversations() {
        return rooms.conversations().ids(scope.rows());
    }

    @Override
    public final Conversation createConversation(ConversationId id, ConversationConfig config) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(config, "config");
        joins.create(id, config);
        return new DefaultConversation(work, id);
    }

    @Override
    public final WelcomeBundle joinByWelcome(Bytes welcome) {
        Objects.requireNonNull(welcome, "welcome");
        scope.requireUsable();
        return joins.welcome(welcome, Optional.empty());
    }

    @Override
    public final WelcomeBundle joinByWelcome(Bytes welcome, Bytes ratchetTree) {
        Objects.requireNonNull(welcome, "welcome");
        Objects.requireNonNull(ratchetTree, "ratchetTree");
        scope.requireUsable();
        return joins.welcome(welcome, Optional.of(ratchetTree));
    }

    @Override
    public final WelcomeBundle joinByExternalCommit(Bytes groupInfo, ConversationConfig config) {
        Objects.requireNonNull(groupInfo, "groupInfo");
        Objects.requireNonNull(config, "config");
        scope.requireUsable();
        return joins.external(groupInfo, Optional.empty(), config);
    }

    @Override
    public final WelcomeBundle joinByExternalCommit(Bytes groupInfo, Bytes ratchetTree, ConversationConfig config) {
        Objects.requireNonNull(groupInfo, "groupInfo");
        Objects.requireNonNull(ratchetTree, "ratchetTree");
        Objects.requireNonNull(config, "config");
        scope.requireUsable();
        return joins.external(groupInfo, Optional.of(ratchetTree), config);
    }

    @Override
    public final Optional<WelcomeBundle> retryPendingJoin(ConversationId id) {
        Objects.requireNonNull(id, "id");
        return joins.retry(id);
    }

    @Override
    public final boolean clearPendingJoin(ConversationId id) {
        Objects.requireNonNull(id, "id");
        return joins.clear(id);
    }

    @Override
    public final void registerExternalPsk(Bytes pskId, Secret psk) {
        Objects.requireNonNull(pskId, "pskId");
        Objects.requireNonNull(psk, "psk");
        scope.requireUsable();
        if (pskId.isEmpty() || pskId.size() > LONGEST_PSK_ID) {
            throw new IllegalArgumentException("a pre-shared key's id has 1 to " + LONGEST_PSK_ID + " octets");
        }
        StoredPreSharedKeys.register(scope.writing(), pskId, psk);
    }

    @Override
    public final GroupInfoVerification verifyGroupInfo(Bytes groupInfo) {
        Objects.requireNonNull(groupInfo, "groupInfo");
        return rooms.groupInfos().verify(trusted(), groupInfo, Optional.empty());
    }

    @Override
    public final GroupInfoVerification verifyGroupInfo(Bytes groupInfo, Bytes ratchetTree) {
        Objects.requireNonNull(groupInfo, "groupInfo");
        Objects.requireNonNull(ratchetTree, "ratchetTree");
        return rooms.groupInfos().verify(trusted(), groupInfo, Optional.of(ratchetTree));
    }

    private TrustState trusted() {
        scope.requireUsable();
        return scope.trust();
    }
}
