package dev.e2ei.core.client;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.CommitResult;
import dev.e2ei.api.conversation.Conversation;
import dev.e2ei.api.conversation.ConversationId;
import dev.e2ei.api.conversation.E2eiConversationState;
import dev.e2ei.api.conversation.ExternalSender;
import dev.e2ei.api.conversation.ReceivedMessage;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The host's handle on a conversation inside a transaction. */
final class DefaultConversation extends ConversationReader implements Conversation {
    private final ConversationWork work;
    private final CommitIntents intents;
    private final ConversationCommits commits;
    private final ConversationProposals proposals;
    private final ConversationMessages messages;

    DefaultConversation(ConversationWork work, ConversationId id) {
        super(work.source(id), id);
        this.work = work;
        this.intents = new CommitIntents(work);
        this.commits = new ConversationCommits(work);
        this.proposals = new ConversationProposals(work);
        this.messages = new ConversationMessages(work);
    }

    /** For commits that always have something to do. */
    private CommitResult commit(CommitIntent intent) {
        return commits.commit(id(), intent).orElseThrow();
    }

    @Override
    public CommitResult addMembers(Collection<Bytes> keyPackages) {
        Objects.requireNonNull(keyPackages, "keyPackages");
        work.idle(id());
        return commit(intents.add(id(), keyPackages));
    }

    @Override
    public CommitResult removeMembers(Collection<ClientId> clientIds) {
        Objects.requireNonNull(clientIds, "clientIds");
        work.idle(id());
        return commit(intents.remove(id(), clientIds));
    }

    @Override
    public CommitResult updateKeyingMaterial() {
        return commit(CommitIntents.update());
    }

    @Override
    public Optional<CommitResult> commitPendingProposals() {
        return commits.commit(id(), CommitIntents.pending());
    }

    @Override
    public CommitResult setCredentialByRef(CredentialRef credential) {
        Objects.requireNonNull(credential, "credential");
        CredentialRef own = work.credentials()
                .ofSuite(work.rows(), credential, work.idle(id()).suite());
        return work.signing(own, successor -> commit(CommitIntents.credential(successor)));
    }

    @Override
    public CommitResult updateExternalSenders(List<ExternalSender> senders) {
        Objects.requireNonNull(senders, "senders");
        work.idle(id());
        return commit(intents.externalSenders(id(), List.copyOf(senders)));
    }

    @Override
    public Optional<CommitResult> retryPendingCommit() {
        return commits.retry(id());
    }

    @Override
    public void clearPendingCommit() {
        commits.clear(id());
    }

    @Override
    public Bytes proposeAdd(Bytes keyPackage) {
        Objects.requireNonNull(keyPackage, "keyPackage");
        work.idle(id());
        return proposals.add(id(), keyPackage);
    }

    @Override
    public Bytes proposeRemove(ClientId clientId) {
        Objects.requireNonNull(clientId, "clientId");
        return proposals.remove(id(), clientId);
    }

    @Override
    public Bytes proposeUpdate() {
        return proposals.update(id());
    }

    @Override
    public Bytes encrypt(Bytes plaintext) {
        return encrypt(plaintext, E2eiConversationState.NotEnabled);
    }

    @Override
    public Bytes encrypt(Bytes plaintext, E2eiConversationState least) {
        Objects.requireNonNull(plaintext, "plaintext");
        Objects.requireNonNull(least, "least");
        return messages.encrypt(id(), plaintext, least);
    }

    @Override
    public ReceivedMessage decrypt(Bytes message) {
        Objects.requireNonNull(message, "message");
        return messages.decrypt(id(), message);
    }

    @Override
    public void wipe() {
        work.wipe(id());
    }
}
