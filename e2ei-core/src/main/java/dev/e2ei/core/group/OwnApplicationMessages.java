package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MlsException;
import dev.e2ei.core.framing.Content;

/** Application messages of this client, RFC 9420, section 6.3: one row of the store changes with each. */
public final class OwnApplicationMessages {
    /** So that message, padding and frame stay within what receivers read. */
    static final int LONGEST = 16 * 1024 * 1024 - 16 * 1024;

    private final OwnMessages messages;

    /**
     * As of one instant.
     *
     * @param environment trust, randomness, bounds
     */
    public OwnApplicationMessages(GroupEnvironment environment) {
        this.messages = new OwnMessages(environment);
    }

    /**
     * Encrypts in the current epoch. The state has to be durable before the message leaves, rule MP-13.
     *
     * @param state the group
     * @param plaintext what is sent; together with the authenticated data within 16 MiB less overhead
     * @param authenticatedData what goes with it in clear
     * @param signer the own leaf's key as it is in this epoch
     * @return the group without the message's key
     * @throws MlsException with code {@code PROPOSALS_PENDING} (MP-15), {@code COMMIT_PENDING} (CM-7) if those come first,
     *     {@code MLS_LIMIT} or {@code NOT_A_MEMBER}
     * @throws IllegalArgumentException if it is too long, or the signer has another key than the own leaf
     */
    public MessageMade encrypt(GroupState state, Bytes plaintext, Bytes authenticatedData, LeafSigner signer) {
        Operational group = state.operational();
        if (plaintext.size() > LONGEST - authenticatedData.size()) {
            throw new IllegalArgumentException("MP-16: " + plaintext.size() + " octets, at most " + LONGEST);
        }
        checkTurn(state, group);
        OwnMessages.ownLeaf(group.current(), signer);
        Content content = new Content.ApplicationContent(plaintext);
        OwnMessages.Ready ready = messages.protect(
                group, messages.sign(group, content, authenticatedData, signer).complete());
        return state instanceof PendingCommit pending
                ? new MessageMade(pending.withBase(ready.group()), ready.message())
                : new MessageMade(ready.group(), ready.message());
    }

    private static void checkTurn(GroupState state, Operational group) {
        if (state instanceof PendingCommit pending
                && !pending.staged().changes().removed().isEmpty()) {
            throw new MlsException(
                    ErrorCode.COMMIT_PENDING, "CM-7: a commit that removes somebody waits for the delivery service");
        }
        if (!group.proposals().isEmpty()) {
            throw new MlsException(
                    ErrorCode.PROPOSALS_PENDING, "MP-15: proposals wait to be committed first, RFC 9420, 12.4");
        }
    }
}
