package dev.e2ei.testkit;

import java.util.Objects;

/** What goes wrong with a commit at a {@link DeliveryService}. */
public sealed interface DeliveryFault {
    /**
     * It is refused.
     *
     * @param reason why
     */
    record Refused(String reason) implements DeliveryFault {
        /** {@inheritDoc} */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** The client is asked to try again, although nothing came before. */
    record TryAgain() implements DeliveryFault {}

    /** The connection breaks before the commit has arrived: an unreachable transport is thrown, nothing is accepted. */
    record NeverArrived() implements DeliveryFault {}

    /** The commit is accepted and delivered, then the connection breaks: an unreachable transport is thrown. */
    record AnswerLost() implements DeliveryFault {}
}
