package dev.e2ei.api.conversation;

import dev.e2ei.api.credential.NewCrlDistributionPoints;
import java.util.Objects;

/**
 * A conversation that was joined. Messages that came before it was there were not kept: ask the delivery service for them
 * again.
 *
 * @param id the conversation
 * @param epoch its epoch, unsigned
 * @param newCrlDistributionPoints those of all its members
 */
public record WelcomeBundle(ConversationId id, long epoch, NewCrlDistributionPoints newCrlDistributionPoints) {
    /** {@inheritDoc} */
    public WelcomeBundle {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(newCrlDistributionPoints, "newCrlDistributionPoints");
    }
}
