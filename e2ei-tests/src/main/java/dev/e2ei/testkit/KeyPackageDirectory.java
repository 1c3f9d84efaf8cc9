package dev.e2ei.testkit;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.id.ClientId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Key packages that clients have uploaded, RFC 9750, section 5.2; each is handed out once. Safe for use by several threads. */
public final class KeyPackageDirectory {
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ClientId, Deque<Bytes>> uploaded = new HashMap<>();

    KeyPackageDirectory() {}

    /**
     * Takes key packages of a client in.
     *
     * @param client whose they are
     * @param keyPackages in the form in which others are to get them
     */
    public void upload(ClientId client, Collection<Bytes> keyPackages) {
        lock.lock();
        try {
            uploaded.computeIfAbsent(client, id -> new ArrayDeque<>()).addAll(keyPackages);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands out the oldest key package of a client, which is gone from here then.
     *
     * @param client whose it is
     * @return the key package; none if all are used up
     */
    public Optional<Bytes> claim(ClientId client) {
        lock.lock();
        try {
            return Optional.ofNullable(
                    uploaded.getOrDefault(client, new ArrayDeque<>()).poll());
        } finally {
            lock.unlock();
        }
    }

    /**
     * How many key packages of a client are left.
     *
     * @param client whose they are
     * @return how many
     */
    public int count(ClientId client) {
        lock.lock();
        try {
            return uploaded.getOrDefault(client, new ArrayDeque<>()).size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Deletes all key packages of a client, as it does before it uploads ones of another credential.
     *
     * @param client whose they are
     * @return how many there were
     */
    public int delete(ClientId client) {
        lock.lock();
        try {
            Deque<Bytes> gone = uploaded.remove(client);
            return gone == null ? 0 : gone.size();
        } finally {
            lock.unlock();
        }
    }
}
