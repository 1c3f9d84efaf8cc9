package dev.e2ei.core.client;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which transaction of this client holds the store's writer lock. */
final class WriterSlot {
    private final AtomicReference<@Nullable TransactionScope> holder = new AtomicReference<>();

    /** The writing transaction of the calling thread. */
    Optional<TransactionScope> ofThisThread() {
        return Optional.ofNullable(holder.get()).filter(scope -> scope.owner() == Thread.currentThread());
    }

    /** A thread that waited for itself would wait until the timeout. */
    void requireNoOther(TransactionScope scope) {
        if (ofThisThread().filter(other -> other != scope).isPresent()) {
            throw new IllegalStateException(
                    "this thread has another transaction that has written: finish or abort that one first");
        }
    }

    void taken(TransactionScope scope) {
        holder.set(scope);
    }

    void left(TransactionScope scope) {
        holder.compareAndSet(scope, null);
    }
}
