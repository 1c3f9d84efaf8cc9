package dev.e2ei.storage.sqlite;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageCursor;
import dev.e2ei.spi.storage.StorageTransaction;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A transaction on a connection of its own. Its lock is for the engine, which may close it from another thread. */
final class SqliteTransaction implements StorageTransaction {
    private static final Pattern KEYSPACE = Pattern.compile("[a-z0-9._/-]{1,64}");
    private static final int MAX_KEY = 1024;
    private static final int MAX_VALUE = 64 * 1024 * 1024;

    /** A use of the connection. */
    interface Work<T extends @Nullable Object> {
        T on(StoreConnection connection) throws SQLException;
    }

    private final SqliteStorageEngine engine;
    private final StoreConnection connection;
    private final boolean writing;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<SqliteCursor> cursors = new HashSet<>();
    private boolean failed;
    private boolean over;

    SqliteTransaction(SqliteStorageEngine engine, StoreConnection connection, boolean writing) {
        this.engine = engine;
        this.connection = connection;
        this.writing = writing;
    }

    @Override
    public byte @Nullable [] get(String keyspace, byte[] key) {
        requireKey(keyspace, key);
        return use("reading failed", c -> c.get(keyspace, key));
    }

    @Override
    public void put(String keyspace, byte[] key, byte[] value) {
        requireKey(keyspace, key);
        if (value.length > MAX_VALUE) {
            throw new IllegalArgumentException("a value has at most " + MAX_VALUE + " octets");
        }
        change(c -> c.put(keyspace, key, value));
    }

    @Override
    public void delete(String keyspace, byte[] key) {
        requireKey(keyspace, key);
        change(c -> c.delete(keyspace, key));
    }

    /** A write. */
    private interface Change {
        void on(StoreConnection connection) throws SQLException;
    }

    private void change(Change change) {
        use("writing failed", c -> {
            if (!writing) {
                throw new IllegalStateException("this transaction only reads");
            }
            if (!cursors.isEmpty()) {
                throw new IllegalStateException("a cursor of this transaction is still open");
            }
            change.on(c);
            return Boolean.TRUE;
        });
    }

    @Override
    public StorageCursor scan(String keyspace, byte[] prefix) {
        requireKeyspace(keyspace);
        byte[] from = prefix.clone();
        return use("reading failed", c -> {
            SqliteCursor cursor = new SqliteCursor(this, c.scan(keyspace, from, KeyRange.end(from)));
            cursors.add(cursor);
            return cursor;
        });
    }

    /** Runs something on the connection, unless the transaction is over. */
    <T extends @Nullable Object> T use(String failure, Work<T> work) {
        lock.lock();
        try {
            requireOpen();
            return work.on(connection);
        } catch (SQLException e) {
            failed = true;
            throw SqlFailure.of(failure, e);
        } finally {
            lock.unlock();
        }
    }

    /** Ends a cursor, which may be done after the transaction. */
    void end(SqliteCursor cursor) {
        lock.lock();
        try {
            if (cursors.remove(cursor)) {
                cursor.release();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void commit() {
        lock.lock();
        try {
            requireOpen();
            if (failed) {
                close();
                throw new StorageException(
                        ErrorCode.STORAGE_FAILED, "something failed earlier in this transaction; it is rolled back");
            }
            if (writing) {
                closeCursors();
                connection.commit();
                over = true;
                engine.ended(this, connection, false);
            } else {
                close();
            }
        } catch (SQLException e) {
            failed = true;
            close();
            throw SqlFailure.of("the commit failed, nothing is changed", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (over) {
                return;
            }
            over = true;
            closeCursors();
            boolean broken = failed;
            try {
                if (!broken) {
                    connection.rollback();
                }
            } catch (SQLException e) {
                broken = true; // closing the connection rolls back as well
            } finally {
                engine.ended(this, connection, broken);
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeCursors() {
        cursors.forEach(SqliteCursor::release);
        cursors.clear();
    }

    boolean isWriting() {
        return writing;
    }

    private void requireOpen() {
        engine.requireOpen();
        if (over) {
            throw new IllegalStateException("this transaction is over");
        }
    }

    private static void requireKeyspace(String keyspace) {
        if (!KEYSPACE.matcher(Objects.requireNonNull(keyspace, "keyspace")).matches()) {
            throw new IllegalArgumentException("a keyspace has 1 to 64 lower-case letters, digits and . _ / -");
        }
    }

    private static void requireKey(String keyspace, byte[] key) {
        requireKeyspace(keyspace);
        if (key.length < 1 || key.length > MAX_KEY) {
            throw new IllegalArgumentException("a key has 1 to " + MAX_KEY + " octets");
        }
    }
}
