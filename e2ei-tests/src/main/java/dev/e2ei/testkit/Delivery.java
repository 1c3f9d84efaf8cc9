package dev.e2ei.testkit;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.conversation.ConversationId;
import java.util.Objects;

/**
 * Something that a {@link DeliveryService} delivers to a client.
 *
 * @param kind what it is; a welcome is joined by, all else is decrypted
 * @param conversation in which conversation
 * @param message an MLSMessage
 */
public record Delivery(Kind kind, ConversationId conversation, Bytes message) {
    /** What is delivered. */
    public enum Kind {
        /** A welcome, to those whom a commit adds. */
        WELCOME,
        /** A commit, to those who were members before it. */
        COMMIT,
        /** A proposal. */
        PROPOSAL,
        /** An application message. */
        APPLICATION
    }

    /** {@inheritDoc} */
    public Delivery {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(conversation, "conversation");
        Objects.requireNonNull(message, "message");
    }
}
