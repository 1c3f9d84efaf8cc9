package dev.e2ei.core.client;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether an enrollment may still be used. A transaction that stores its certificate, or stashes it, claims it; the claim
 * is final when the transaction commits, and gone when it does not.
 */
final class EnrollmentClaim {
    private enum State {
        FREE("is free"),
        CLAIMED("is being stored by a transaction that has not ended"),
        USED("has been used: its certificate is stored");

        private final String text;

        State(String text) {
            this.text = text;
        }
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

    void requireFree() {
        State current = state.get();
        if (current != State.FREE) {
            throw new IllegalStateException("this enrollment " + current.text);
        }
    }

    /** For a transaction, until it ends. */
    void claim() {
        if (!state.compareAndSet(State.FREE, State.CLAIMED)) {
            requireFree();
        }
    }

    /** The transaction has committed. */
    void use() {
        state.set(State.USED);
    }

    /** The transaction has not. */
    void release() {
        state.compareAndSet(State.CLAIMED, State.FREE);
    }
}
