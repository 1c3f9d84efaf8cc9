package dev.e2ei.core.schedule;

/**
 * A message's key for as long as it is worked with. Either {@link #keep} is called, and the tree that has used the key is the
 * caller's, or closing wipes it.
 */
public final class MessageKeyUse implements AutoCloseable {
    private final MessageKey key;
    private final SecretTree before;
    private final SecretTree after;
    private boolean kept;

    MessageKeyUse(MessageKey key, SecretTree before, SecretTree after) {
        this.key = key;
        this.before = before;
        this.after = after;
    }

    /** {@return the key; wiped when this object is closed} */
    public MessageKey key() {
        return key;
    }

    /** {@return the tree without the key, which outlives this object} */
    public SecretTree keep() {
        kept = true;
        return after;
    }

    @Override
    public void close() {
        key.close();
        if (!kept) {
            after.wipeAllBut(before);
        }
    }

    @Override
    public String toString() {
        return "MessageKeyUse[" + key + "]";
    }
}
