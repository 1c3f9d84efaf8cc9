package dev.e2ei.core.client;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into an enrollment and refuses the others, a hook that calls back included. Closing is always
 * legal: whoever is inside then leaves with an error, and what the enrollment holds is released when nobody is inside.
 */
final class EnrollmentGuard {
    private final ReentrantLock lock = new ReentrantLock();
    private final Runnable release;
    private @Nullable Thread inside;
    private boolean closed;

    EnrollmentGuard(Runnable release) {
        this.release = release;
    }

    <T> T call(Supplier<T> action) {
        enter();
        try {
            return action.get();
        } catch (IllegalStateException e) {
            throw closed() ? new IllegalStateException("this enrollment was closed meanwhile", e) : e;
        } finally {
            leave();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this enrollment has been closed");
            }
            if (inside != null) {
                throw new IllegalStateException(
                        inside == Thread.currentThread()
                                ? "a call on this enrollment is not finished yet; do not call it from a hook"
                                : "another thread is using this enrollment; it belongs to one thread at a time");
            }
            inside = Thread.currentThread();
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            inside = null;
            if (closed) {
                release.run();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                if (inside == null) {
                    release.run();
                }
            }
        } finally {
            lock.unlock();
        }
    }
}
