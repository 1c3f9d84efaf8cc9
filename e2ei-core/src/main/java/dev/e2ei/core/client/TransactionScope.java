package dev.e2ei.core.client;

import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.store.BufferedRows;
import dev.e2ei.core.store.Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of one transaction: whose thread it is, what it has written, and what is to happen in memory once the store
 * has, or has not, taken it.
 */
final class TransactionScope {
    private final Thread owner = Thread.currentThread();
    private final WriterSlot writers;
    private final TrustCache trustCache;
    private final BufferedRows rows;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> afterRollback = new ArrayList<>();
    private @Nullable TrustState trust;
    private @Nullable TrustState trustBefore;
    private boolean writing;
    private boolean over;

    TransactionScope(WriterSlot writers, TrustCache trustCache, BufferedRows rows) {
        this.writers = writers;
        this.trustCache = trustCache;
        this.rows = rows;
    }

    Thread owner() {
        return owner;
    }

    boolean over() {
        return over;
    }

    void requireUsable() {
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
            writers.requireNoOther(this);
            rows.lock();
            writing = true;
            trust = null;
            writers.taken(this);
        }
        return rows;
    }

    boolean hasWritten() {
        return writing;
    }

    /** What is trusted, as this transaction sees it. */
    TrustState trust() {
        TrustState current = trust;
        if (current == null) {
            current = trustCache.asOf(rows());
            trust = current;
        }
        return current;
    }

    /** What is trusted from now on, as far as this transaction goes. Takes the lock. */
    void changeTrust(TrustState changed) {
        writing();
        if (trustBefore == null) {
            trustBefore = trust();
        }
        trust = changed;
    }

    void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void afterRollback(Runnable action) {
        afterRollback.add(action);
    }

    void commit() {
        requireUsable();
        over = true;
        boolean committed = false;
        try {
            TrustState before = trustBefore;
            TrustState changed = trust;
            if (before != null && changed != null && !before.equals(changed)) {
                afterCommit(trustCache.write(rows, before, changed));
            }
            rows.commit();
            committed = true;
        } finally {
            rows.close();
            writers.left(this);
            (committed ? afterCommit : afterRollback).forEach(Runnable::run);
        }
    }

    void rollback() {
        requireUsable();
        over = true;
        try {
            rows.close();
        } finally {
            writers.left(this);
            afterRollback.forEach(Runnable::run);
        }
    }
}
