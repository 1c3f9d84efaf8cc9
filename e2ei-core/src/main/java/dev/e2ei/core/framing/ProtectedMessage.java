package dev.e2ei.core.framing;

import dev.e2ei.core.schedule.SecretTree;

/** A private message that is ready, and what its epoch's keys are from then on. */
public final class ProtectedMessage {
    private final PrivateMessage message;
    private final SecretTree secretTree;

    ProtectedMessage(PrivateMessage message, SecretTree secretTree) {
        this.message = message;
        this.secretTree = secretTree;
    }

    /** {@return the message} */
    public PrivateMessage message() {
        return message;
    }

    /** {@return the tree without the message's key: durable before the message leaves, RFC 9420, section 9.1} */
    public SecretTree secretTree() {
        return secretTree;
    }
}
