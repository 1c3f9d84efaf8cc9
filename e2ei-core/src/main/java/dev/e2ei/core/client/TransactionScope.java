package dev.e2ei.core.client;

import dev.e2ei.core.group.GroupRepository;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.BufferedRows;
import dev.e2ei.core.store.Rows;
import dev.e2ei.spi.mls.MlsTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of one transaction: whose thread it is, what it has written, and what is to happen in memory once the store
 * has, or has not, taken it. What has an effect outside is made durable on the way, with all that came before it.
 */
final class TransactionScope {
    private final Thread owner = Thread.currentThread();
    private final WriterSlot writers;
    private final Duration writerTimeout;
    private final TransactionTrust trust;
    private final BufferedRows rows;
    private final TransactionGroups groups;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> afterRollback = new ArrayList<>();
    private @Nullable MlsTransport delivery;
    private boolean writing;
    private boolean over;
    private boolean failed;
    private int deliveries;

    TransactionScope(
            WriterSlot writers,
            Duration writerTimeout,
            TrustCache trustCache,
            GroupCache groupCache,
            GroupRepository repository,
            BufferedRows rows) {
        this.writers = writers;
        this.writerTimeout = writerTimeout;
        this.trust = new TransactionTrust(trustCache);
        this.rows = rows;
        this.groups = new TransactionGroups(this, groupCache, repository);
    }

    Thread owner() {
        return owner;
    }

    boolean over() {
        return over;
    }

    /** Whether the store failed to take it: what is stored then only the store knows. */
    boolean failed() {
        return failed;
    }

    void requireUsable() {
        requireOpen();
        if (writers.isClosed()) {
            throw new IllegalStateException("this transaction is over: its client has been closed");
        }
    }

    private void requireOpen() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("a transaction belongs to the thread that began it");
        }
        if (over) {
            throw new IllegalStateException("this transaction is over: it was finished, aborted or closed");
        }
    }

    /** For reading. */
    Rows rows() {
        requireUsable();
        return rows;
    }

    /** For writing: with the first call the lock is taken, and everything is to be read again. */
    Rows writing() {
        requireUsable();
        if (!writing) {
            writers.take(this, writerTimeout);
            try {
                rows.lock();
                writing = true;
            } finally {
                if (!writing) {
                    writers.left(this);
                }
            }
            trust.readAgain();
        }
        return rows;
    }

    boolean hasWritten() {
        return writing;
    }

    /** What is trusted, as this transaction sees it. */
    TrustState trust() {
        return trust.asOf(rows());
    }

    /** What is trusted from now on, as far as this transaction goes. Takes the lock. */
    void changeTrust(TrustState changed) {
        trust.change(writing(), changed);
    }

    /** The groups as this transaction has them. */
    TransactionGroups groups() {
        return groups;
    }

    /** The delivery that was given to this transaction's init; the session's from its commit on. */
    Optional<MlsTransport> delivery() {
        return Optional.ofNullable(delivery);
    }

    void useDelivery(MlsTransport given) {
        delivery = given;
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void afterRollback(Runnable action) {
        afterRollback.add(action);
    }

    /**
     * Runs a call to the host that may use this transaction and must not end it.
     *
     * @param call the call
     */
    <T> T delivering(Supplier<T> call) {
        deliveries++;
        try {
            return call.get();
        } finally {
            deliveries--;
        }
    }

    private void requireEndable() {
        requireOpen();
        if (deliveries > 0) {
            throw new IllegalStateException(
                    "the operation that sends has not returned: a transaction cannot be ended inside an MlsTransport");
        }
    }

    /**
     * Makes everything up to now durable; the transaction goes on, and keeps other writers waiting. If it fails the
     * transaction is rolled back and over.
     */
    void durable() {
        writing();
        boolean done = false;
        try {
            trust.save(rows).ifPresent(this::afterCommit);
            rows.checkpoint();
            done = true;
        } finally {
            over = !done;
            failed = !done;
            settle(done);
        }
    }

    void commit() {
        requireUsable();
        requireEndable();
        over = true;
        boolean committed = false;
        try {
            trust.save(rows).ifPresent(this::afterCommit);
            rows.commit();
            committed = true;
        } finally {
            failed = !committed;
            rows.close();
            settle(committed);
        }
    }

    void rollback() {
        requireEndable();
        over = true;
        try {
            rows.close();
        } finally {
            settle(false);
        }
    }

    private void settle(boolean committed) {
        List<Runnable> actions = List.copyOf(committed ? afterCommit : afterRollback);
        afterCommit.clear();
        afterRollback.clear();
        try {
            // Before anybody else may write: what is in memory has to be what is stored by then.
            actions.forEach(Runnable::run);
        } finally {
            if (over) {
                writers.left(this);
            }
        }
    }
}
