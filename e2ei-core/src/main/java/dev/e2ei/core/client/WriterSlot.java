package dev.e2ei.core.client;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Which transaction of this client may write. It stays so from its first write to its end, also between two storage
 * transactions: what it has read since then is what is stored.
 */
final class WriterSlot {
    private final Semaphore free = new Semaphore(1, true);
    private final AtomicReference<@Nullable TransactionScope> holder = new AtomicReference<>();
    private volatile boolean closed;

    /** No transaction does anything from now on; those that are open end with the client, whoever owns the store. */
    void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** The writing transaction of the calling thread. */
    Optional<TransactionScope> ofThisThread() {
        return Optional.ofNullable(holder.get()).filter(scope -> scope.owner() == Thread.currentThread());
    }

    /**
     * Waits until no other transaction writes.
     *
     * @throws StorageException with code {@code STORAGE_LOCKED} after the timeout
     */
    void take(TransactionScope scope, Duration timeout) {
        // A thread that waited for itself would wait until the timeout.
        if (ofThisThread().filter(other -> other != scope).isPresent()) {
            throw new IllegalStateException(
                    "this thread has another transaction that has written: finish or abort that one first");
        }
        try {
            if (!free.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StorageException(
                        ErrorCode.STORAGE_LOCKED,
                        "another transaction of this client has written, and has not ended within " + timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(
                    ErrorCode.INTERRUPTED, "interrupted while waiting for another transaction to end", e);
        }
        holder.set(scope);
    }

    void left(TransactionScope scope) {
        if (holder.compareAndSet(scope, null)) {
            free.release();
        }
    }
}
