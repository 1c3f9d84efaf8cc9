package dev.e2ei.storage.sqlite;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One named store of a database. Readers each have a connection, so they see one state beside the writer. */
final class SqliteStorageEngine implements StorageEngine {
    private static final System.Logger LOG = System.getLogger(SqliteStorageEngine.class.getName());

    /** Keeps arithmetic on time within a long. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private final Database database;
    private final StoreOwnership ownership;
    private final ConnectionPool pool;
    private final Semaphore writer = new Semaphore(1, true);
    private final Set<SqliteTransaction> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private SqliteStorageEngine(Database database, StoreOwnership ownership) {
        this.database = database;
        this.ownership = ownership;
        pool = new ConnectionPool(database, ownership);
    }

    static SqliteStorageEngine open(Database database, String name) {
        try (Connection connection = database.connect()) {
            Schema.prepare(connection);
            return new SqliteStorageEngine(database, StoreOwnership.take(database, connection, name));
        } catch (SQLException e) {
            throw SqlFailure.of("the store cannot be opened", e);
        }
    }

    @Override
    public StorageTransaction read() {
        return begin(false, StoreConnection::beginReading);
    }

    @Override
    public StorageTransaction write(Duration timeout) {
        requireOpen();
        Duration patience = timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT;
        long start = ElapsedTime.SYSTEM.nanoTime();
        awaitWriter(patience);
        try {
            if (!database.file().isInPlace()) {
                throw StoreOwnership.lost();
            }
            Duration left = patience.minusNanos(ElapsedTime.SYSTEM.nanoTime() - start);
            return begin(true, connection -> connection.beginWriting(left));
        } catch (RuntimeException e) {
            writer.release();
            throw e;
        }
    }

    private void awaitWriter(Duration patience) {
        try {
            if (!writer.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new StorageException(
                        ErrorCode.STORAGE_LOCKED, "another transaction has been writing for longer than " + patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(
                    ErrorCode.INTERRUPTED, "interrupted while waiting for another transaction to end", e);
        }
    }

    /** How a transaction begins. */
    private interface Beginning {
        void on(StoreConnection connection) throws SQLException;
    }

    private StorageTransaction begin(boolean writing, Beginning beginning) {
        requireOpen();
        StoreConnection connection = borrow();
        try {
            beginning.on(connection);
        } catch (SQLException e) {
            discard(connection);
            throw SqlFailure.of("a transaction cannot begin", e);
        } catch (RuntimeException e) {
            discard(connection);
            throw e;
        }
        SqliteTransaction transaction = new SqliteTransaction(this, connection, writing);
        open.add(transaction);
        if (closed.get() && open.remove(transaction)) { // closed meanwhile, by a thread that did not see this one
            discard(connection);
            requireOpen();
        }
        return transaction;
    }

    private StoreConnection borrow() {
        try {
            return pool.borrow();
        } catch (SQLException e) {
            throw SqlFailure.of("the database cannot be reached", e);
        }
    }

    /** Takes note that a transaction is over. */
    void ended(SqliteTransaction transaction, StoreConnection connection, boolean broken) {
        boolean known = open.remove(transaction);
        try {
            if (broken) {
                discard(connection);
            } else {
                pool.giveBack(connection);
            }
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection did not close", e);
        } finally {
            if (known && transaction.isWriting()) {
                writer.release();
            }
        }
    }

    private static void discard(StoreConnection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection did not close", e);
        }
    }

    @Override
    public String erasure() {
        return "A deleted or replaced value is overwritten with zeros in the database file; its earlier copy in the"
                + " write-ahead log beside it goes when later writes, 1 MiB of them as a rule, have overwritten the log, or"
                + " when the last store of the database is closed, and what the file system or a flash medium keeps of"
                + " overwritten blocks is out of reach.";
    }

    @Override
    public void check() {
        requireOpen();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            Schema.verify(statement);
            try (ResultSet findings = statement.executeQuery("PRAGMA integrity_check(1)")) {
                String first = findings.next() ? findings.getString(1) : "no answer";
                if (!first.equals("ok")) {
                    throw new StorageException(
                            ErrorCode.STORAGE_CORRUPT, "SQLite's integrity check found damage: " + first);
                }
            }
        } catch (SQLException e) {
            throw SqlFailure.of("the check failed", e);
        }
    }

    void requireOpen() {
        if (closed.get()) {
            throw new IllegalStateException("this store is closed");
        }
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        List.copyOf(open).forEach(SqliteTransaction::close);
        try {
            pool.close();
        } catch (SQLException e) {
            throw SqlFailure.of("the store did not close cleanly", e);
        } finally {
            release();
        }
    }

    private void release() {
        try {
            ownership.release();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "the lock file did not close", e);
        }
    }
}
