package dev.e2ei.core.schedule;

import dev.e2ei.api.Secret;

/** A pre-shared key under the id of one use. */
public final class PreSharedKey implements AutoCloseable {
    private final PreSharedKeyId id;
    private final Secret secret;

    /**
     * A key.
     *
     * @param id of this use
     * @param secret now this object's own
     */
    public PreSharedKey(PreSharedKeyId id, Secret secret) {
        this.id = id;
        this.secret = secret;
    }

    /** {@return the id of this use} */
    public PreSharedKeyId id() {
        return id;
    }

    Secret secret() {
        return secret;
    }

    @Override
    public void close() {
        secret.close();
    }

    @Override
    public String toString() {
        return "PreSharedKey[" + id + "]";
    }
}
