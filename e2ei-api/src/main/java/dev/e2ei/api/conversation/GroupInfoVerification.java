package dev.e2ei.api.conversation;

import java.util.Objects;
import java.util.Optional;

/**
 * What a group info proves before one joins, RFC 9420, section 12.4.3.1.
 *
 * @param invalid why tree, signature or a leaf is not valid: the state is {@code NotVerified} then, and it cannot be joined
 * @param verification the devices in its tree, judged one by one
 */
public record GroupInfoVerification(Optional<String> invalid, ConversationVerification verification) {
    /** {@inheritDoc} */
    public GroupInfoVerification {
        Objects.requireNonNull(verification, "verification");
        if (invalid.isPresent() && verification.state() != E2eiConversationState.NotVerified) {
            throw new IllegalArgumentException("an invalid tree is NotVerified");
        }
    }

    /** {@return the state} */
    public E2eiConversationState state() {
        return verification.state();
    }
}
