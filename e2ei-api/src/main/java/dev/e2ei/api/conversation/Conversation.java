package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A conversation inside a transaction: a live handle that sees the transaction's writes.
 *
 * <p>What has an effect outside cannot be taken back: {@code encrypt}, proposals and commits make the transaction durable up
 * to and including themselves before they return. A commit is stored as pending before it is sent, and merged when the
 * delivery service accepts it. Anything received belongs to the transaction: after an abort the same message can be read
 * again.
 *
 * <p>Commits throw {@link dev.e2ei.api.error.CommitRejectedException} if the delivery service refuses, with the pending commit
 * cleared; {@code MlsException} with code {@code COMMIT_PENDING} if one waits already; and what {@code MlsTransport} throws,
 * with the commit still pending: send it again by {@link #retryPendingCommit} or clear it. Every operation but
 * {@link #wipe} throws {@link dev.e2ei.api.error.NotAMemberException} once this client is no longer a member.
 */
public interface Conversation extends ConversationView {
    /**
     * Adds members.
     *
     * @param keyPackages at least one, bare or as MLSMessage; each of another client
     * @return the new epoch, with the distribution points of their credentials
     * @throws dev.e2ei.api.error.MessageRejectedException if a key package breaks a rule, or its credential is not one that
     *     may be added under the policy
     */
    CommitResult addMembers(Collection<Bytes> keyPackages);

    /**
     * Removes all leaves of the given clients.
     *
     * @param clientIds at least one; all of them members, none of them this client
     * @return the new epoch
     */
    CommitResult removeMembers(Collection<ClientId> clientIds);

    /**
     * Commits fresh keys for this client, with whatever proposals are pending.
     *
     * @return the new epoch
     */
    CommitResult updateKeyingMaterial();

    /**
     * Commits the pending proposals.
     *
     * @return the new epoch; none if nothing was pending
     */
    Optional<CommitResult> commitPendingProposals();

    /**
     * Commits another credential of this client for this conversation.
     *
     * @param credential of the conversation's suite. Keep the signature key (activation and rotation enrollments do) where
     *     Wire's other clients may be members: they read a commit that changes it in another way than RFC 9420
     * @return the new epoch
     */
    CommitResult setCredentialByRef(CredentialRef credential);

    /**
     * Commits other external senders.
     *
     * @param senders who may propose from outside; may be empty
     * @return the new epoch
     */
    CommitResult updateExternalSenders(List<ExternalSender> senders);

    /**
     * Sends a pending commit again, such as after a restart.
     *
     * @return the new epoch; none if nothing was pending
     */
    Optional<CommitResult> retryPendingCommit();

    /** Drops a pending commit, if there is one; what it used up stays used. */
    void clearPendingCommit();

    /**
     * Proposes to add a client.
     *
     * @param keyPackage bare or as MLSMessage
     * @return the message, which was sent
     */
    Bytes proposeAdd(Bytes keyPackage);

    /**
     * Proposes to remove a client.
     *
     * @param clientId a member
     * @return the message, which was sent
     */
    Bytes proposeRemove(ClientId clientId);

    /**
     * Proposes fresh keys for this client.
     *
     * @return the message, which was sent
     */
    Bytes proposeUpdate();

    /**
     * Encrypts an application message. It is not sent.
     *
     * @param plaintext at most 16 MiB less overhead
     * @return an MLSMessage
     * @throws dev.e2ei.api.error.MlsException with code {@code PROPOSALS_PENDING} or {@code COMMIT_PENDING} if those come first
     */
    Bytes encrypt(Bytes plaintext);

    /**
     * Encrypts only if the conversation is in the state, decided in the same epoch; otherwise nothing is used up.
     *
     * @param plaintext as for {@link #encrypt(Bytes)}
     * @param least {@code Verified}: only then; {@code NotVerified}: unless nobody is enrolled; {@code NotEnabled}: always
     * @return an MLSMessage
     * @throws dev.e2ei.api.error.MlsException with code {@code STATE_TOO_LOW}
     */
    Bytes encrypt(Bytes plaintext, E2eiConversationState least);

    /**
     * Reads a message: application, proposal or commit.
     *
     * @param message an MLSMessage
     * @return what came out of it
     * @throws dev.e2ei.api.error.MlsException with the reason; the conversation is as it was before
     */
    ReceivedMessage decrypt(Bytes message);

    /** Deletes the conversation and all its keys from this client. */
    void wipe();
}
