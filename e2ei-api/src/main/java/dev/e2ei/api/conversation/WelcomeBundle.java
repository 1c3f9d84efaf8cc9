package dev.e2ei.api.conversation;

import dev.e2ei.api.credential.NewCrlDistributionPoints;
import java.util.List;
import java.util.Objects;

/**
 * A conversation that was joined.
 *
 * @param id the conversation
 * @param epoch its epoch, unsigned
 * @param newCrlDistributionPoints those of all its members
 * @param buffered what had come too early and could be read now, in order
 */
public record WelcomeBundle(
        ConversationId id,
        long epoch,
        NewCrlDistributionPoints newCrlDistributionPoints,
        List<ReceivedMessage> buffered) {
    /** {@inheritDoc} */
    public WelcomeBundle {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(newCrlDistributionPoints, "newCrlDistributionPoints");
        buffered = List.copyOf(buffered);
    }
}
