package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.id.UserId;
import dev.e2ei.api.identity.WireIdentity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A conversation for reading. Each call sees what is stored then; judgements are as of the instant of the call, one
 * instant for the whole call. Pending proposals and commits do not count.
 *
 * <p>Once this client is no longer a member, all but {@code id}, {@code ciphersuite}, {@code epoch}, {@code isActive} and
 * what is pending is a {@link dev.e2ei.api.error.NotAMemberException}: there is no tree any more. Every call throws {@link
 * dev.e2ei.api.error.MlsException} with code {@code CONVERSATION_NOT_FOUND} once the conversation was wiped. Got from the client it is safe for use by several threads; got from a transaction it belongs to
 * that transaction.
 */
public interface ConversationView {
    /** {@return the conversation's id} */
    ConversationId id();

    /** {@return the ciphersuite} */
    Ciphersuite ciphersuite();

    /** {@return the epoch, unsigned} */
    long epoch();

    /** {@return false once this client was removed, or the group was closed by a ReInit} */
    boolean isActive();

    /** {@return the own credential in this conversation} */
    CredentialRef credential();

    /** {@return the members, by leaf} */
    List<Member> members();

    /** {@return who may propose from outside} */
    List<ExternalSender> externalSenders();

    /** {@return how far the members are proven} */
    E2eiConversationState e2eiConversationState();

    /** {@return why: every device with reason and evidence} */
    ConversationVerification verification();

    /**
     * The members of now, judged as of another instant by what is known now: a certificate that has expired since was valid
     * then, and so was one that was revoked since, unless the reason reaches back.
     *
     * @param at the instant of interest
     * @return every device with reason and evidence
     */
    ConversationVerification verification(Instant at);

    /**
     * The identities of devices. Basic members are included, without an X.509 identity.
     *
     * @param deviceIds at least one; those that are not in the conversation are left out
     * @return one for each leaf of a device asked for, by leaf
     * @throws IllegalArgumentException if no id is given
     */
    List<WireIdentity> getDeviceIdentities(Collection<ClientId> deviceIds);

    /**
     * The same, with those that are not in the conversation.
     *
     * @param deviceIds at least one
     * @return the identities, and the ids that have none
     * @throws IllegalArgumentException if no id is given
     */
    DeviceIdentities findDeviceIdentities(Collection<ClientId> deviceIds);

    /**
     * The identities of all devices of users.
     *
     * @param userIds at least one
     * @return by user; only users with a device in the conversation appear
     * @throws IllegalArgumentException if no id is given
     */
    Map<UserId, List<WireIdentity>> getUserIdentities(Collection<UserId> userIds);

    /**
     * The same for UUIDs as text, in any domain.
     *
     * @param uuids at least one
     * @return by user; only users with a device in the conversation appear
     * @throws IllegalArgumentException if no id is given, or one is not a UUID
     */
    Map<UserId, List<WireIdentity>> getUserIdentitiesOf(Collection<String> uuids);

    /**
     * MLS-Exporter with label {@code exporter} and an empty context, as Wire's clients have it, RFC 9420, section 8.5.
     *
     * @param length 1 to 65,535 octets, at most 255 hashes
     * @return the secret of this epoch, to be closed
     */
    Secret exportSecretKey(int length);

    /**
     * MLS-Exporter, RFC 9420, section 8.5. Use a label of its own for each purpose.
     *
     * @param label names the purpose
     * @param context may be empty
     * @param length 1 to 65,535 octets, at most 255 hashes
     * @return the secret of this epoch, to be closed
     */
    Secret exportSecret(String label, Bytes context, int length);

    /** {@return the epoch authenticator, by which members compare that they are in the same group, RFC 9420, section 8.7} */
    Bytes epochAuthenticator();

    /**
     * A group info with ratchet tree and external key, freshly signed, by which others can join, RFC 9420, section 12.4.3.
     *
     * @return an MLSMessage
     * @throws dev.e2ei.api.error.NotAMemberException if this client is no longer a member
     */
    Bytes groupInfo();

    /** {@return whether proposals wait to be committed} */
    boolean hasPendingProposals();

    /** {@return whether an own commit waits for the delivery service} */
    boolean hasPendingCommit();
}
