package dev.e2ei.api.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Why a conversation is in its state: every device, judged as of one instant.
 *
 * @param id the conversation
 * @param epoch its epoch, unsigned
 * @param state the state
 * @param at the instant as of which everything was judged
 * @param devices each device, by leaf
 * @param notes the leniencies of the policy, and anything that concerns no single device
 * @param nextChange the earliest instant at which time alone can change the answer
 */
public record ConversationVerification(
        ConversationId id,
        long epoch,
        E2eiConversationState state,
        Instant at,
        List<DeviceReport> devices,
        List<String> notes,
        Optional<Instant> nextChange) {
    /** {@inheritDoc} */
    public ConversationVerification {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(at, "at");
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
        Objects.requireNonNull(nextChange, "nextChange");
    }
}
