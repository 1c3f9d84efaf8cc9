package dev.e2ei.core.group;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;

/**
 * A group as this member keeps it. Immutable: an operation gives a new state, which shares with the old one what did not
 * change. {@link #retire} wipes what the state that is not kept has for itself.
 */
public sealed interface GroupState permits Operational, PendingCommit, Inactive {
    /** {@return the group's id} */
    Bytes groupId();

    /** {@return the group's suite} */
    Ciphersuite suite();

    /** {@return the epoch, unsigned; of a group that was left, its last one} */
    long epoch();

    /** {@return how often everything but message keys, proposals and the buffer has changed} */
    long version();

    /**
     * The group in which messages can be read.
     *
     * @return this group, or the one below a pending commit
     * @throws dev.e2ei.api.error.NotAMemberException if it was left
     */
    Operational operational();

    /** The same state over another group below it: a pending commit stays one. */
    static GroupState over(GroupState state, Operational group) {
        return state instanceof PendingCommit pending ? pending.withBase(group) : group;
    }

    /**
     * Wipes the secrets of a state that are not in another one: after a change became durable those of the state before
     * it, after one that was dropped those of the state that it would have led to.
     *
     * @param dropped the state that nobody will use again
     * @param kept the state that goes on
     */
    static void retire(GroupState dropped, GroupState kept) {
        HeldSecrets.of(dropped).wipeAllBut(HeldSecrets.of(kept));
    }

    /**
     * Wipes all secrets of a state.
     *
     * @param dropped the state that nobody will use again
     */
    static void wipe(GroupState dropped) {
        HeldSecrets.of(dropped).wipeAllBut(new HeldSecrets());
    }
}
