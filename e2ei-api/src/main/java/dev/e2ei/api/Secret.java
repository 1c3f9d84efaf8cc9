package dev.e2ei.api;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.Function;
import javax.security.auth.Destroyable;

/**
 * Secret octets that are wiped when closed.
 *
 * <p><b>Security.</b> The octets are copied in, never handed out except for the length of one call, never printed and
 * never serialised; equality takes constant time. The JVM may have moved the array before it was wiped, which no Java
 * code can prevent.
 *
 * <p>Safe for use by several threads; closing while another thread is inside {@link #use} waits for it.
 */
public final class Secret implements AutoCloseable, Destroyable {
    private final byte[] octets;
    private boolean destroyed;

    private Secret(byte[] octets) {
        this.octets = octets;
    }

    /**
     * Copies the given octets; the caller still owns, and wipes, its array.
     *
     * @param octets the secret octets, copied
     * @return the secret
     */
    public static Secret copyOf(byte[] octets) {
        return new Secret(octets.clone());
    }

    /**
     * Takes the array itself and wipes the caller's copy.
     *
     * @param octets the secret octets; all zero afterwards
     * @return the secret
     */
    public static Secret take(byte[] octets) {
        Secret secret = copyOf(octets);
        Arrays.fill(octets, (byte) 0);
        return secret;
    }

    /** {@return the number of octets, also after closing} */
    public int size() {
        return octets.length;
    }

    /**
     * Lends a copy of the octets for the length of one call; the copy is wiped when the call ends.
     *
     * @param <T> what the action gives
     * @param action what is done with the octets; it must not keep the array
     * @return what the action gave
     * @throws IllegalStateException if the secret is closed
     */
    public synchronized <T> T use(Function<byte[], T> action) {
        if (destroyed) {
            throw new IllegalStateException("this secret has been closed");
        }
        byte[] lent = octets.clone();
        try {
            return action.apply(lent);
        } finally {
            Arrays.fill(lent, (byte) 0);
        }
    }

    /**
     * An independent copy with a life of its own.
     *
     * @return the copy
     * @throws IllegalStateException if the secret is closed
     */
    public Secret copy() {
        return use(Secret::copyOf);
    }

    /** Wipes the octets. Closing twice does nothing. */
    @Override
    public synchronized void close() {
        Arrays.fill(octets, (byte) 0);
        destroyed = true;
    }

    /** Wipes the octets, like {@link #close()}. */
    @Override
    public void destroy() {
        close();
    }

    @Override
    public synchronized boolean isDestroyed() {
        return destroyed;
    }

    /** Compares in constant time; a closed secret equals only itself. */
    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Secret that)) {
            return false;
        }
        byte[] mine = snapshot();
        byte[] theirs = that.snapshot();
        try {
            return mine.length > 0 && MessageDigest.isEqual(mine, theirs);
        } finally {
            Arrays.fill(mine, (byte) 0);
            Arrays.fill(theirs, (byte) 0);
        }
    }

    // Two locks are never held at once.
    private synchronized byte[] snapshot() {
        return destroyed ? new byte[0] : octets.clone();
    }

    /** Does not depend on the octets. */
    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "Secret[" + octets.length + " octets]";
    }
}
