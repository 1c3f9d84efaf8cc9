package dev.e2ei.core.schedule;

/** The key of one message, and the ratchet as it is once that key is used. */
final class RatchetStep {
    private final MessageKey key;
    private final MessageRatchet after;

    RatchetStep(MessageKey key, MessageRatchet after) {
        this.key = key;
        this.after = after;
    }

    MessageKey key() {
        return key;
    }

    MessageRatchet after() {
        return after;
    }
}
