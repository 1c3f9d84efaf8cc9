package dev.e2ei.storage.sqlite;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** Keeps a few connections, so that a transaction need not open one. */
final class ConnectionPool {
    private static final int KEPT = 4;

    private final Database database;
    private final StoreOwnership ownership;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<StoreConnection> idle = new ArrayDeque<>();
    private boolean closed;

    ConnectionPool(Database database, StoreOwnership ownership) {
        this.database = database;
        this.ownership = ownership;
    }

    StoreConnection borrow() throws SQLException {
        StoreConnection kept = poll();
        if (kept != null) {
            return kept;
        }
        SQLiteConnection fresh = database.connect();
        try {
            return new StoreConnection(fresh, ownership);
        } catch (SQLException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    private @Nullable StoreConnection poll() {
        lock.lock();
        try {
            return idle.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a connection that is in no transaction. */
    void giveBack(StoreConnection connection) throws SQLException {
        lock.lock();
        try {
            if (!closed && idle.size() < KEPT) {
                idle.addFirst(connection);
                return;
            }
        } finally {
            lock.unlock();
        }
        connection.close();
    }

    void close() throws SQLException {
        ArrayDeque<StoreConnection> rest;
        lock.lock();
        try {
            closed = true;
            rest = new ArrayDeque<>(idle);
            idle.clear();
        } finally {
            lock.unlock();
        }
        for (StoreConnection connection : rest) {
            connection.close();
        }
    }
}
