package dev.e2ei.storage.sqlite;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.ElapsedTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;

/** A connection with the statements of one store, used by one transaction at a time. */
final class StoreConnection {
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

    private final SQLiteConnection connection;
    private final StoreOwnership ownership;
    private final Statement control;
    private final PreparedStatement owner;
    private final PreparedStatement get;
    private final PreparedStatement put;
    private final PreparedStatement delete;

    StoreConnection(SQLiteConnection connection, StoreOwnership ownership) throws SQLException {
        this.connection = connection;
        this.ownership = ownership;
        control = connection.createStatement();
        owner = prepare("SELECT owner FROM store WHERE id=?");
        get = prepare("SELECT value FROM entry WHERE store=? AND keyspace=? AND key=?");
        put = prepare("INSERT INTO entry (store, keyspace, key, value) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (store, keyspace, key) DO UPDATE SET value=excluded.value");
        delete = prepare("DELETE FROM entry WHERE store=? AND keyspace=? AND key=?");
    }

    private PreparedStatement prepare(String statement) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        prepared.setLong(1, ownership.store());
        return prepared;
    }

    /** Takes a snapshot; asking for the owner is the read that fixes it. */
    void beginReading() throws SQLException {
        control.execute("BEGIN");
        requireOwnership();
    }

    /** Waits here rather than in SQLite, so that an interrupt ends it. */
    void beginWriting(Duration patience) throws SQLException {
        int before = connection.getBusyTimeout();
        connection.setBusyTimeout(0);
        try {
            Duration pause = Duration.ofMillis(1);
            long start = ElapsedTime.SYSTEM.nanoTime();
            while (!tryBegin()) {
                Duration left = patience.minusNanos(ElapsedTime.SYSTEM.nanoTime() - start);
                if (left.isNegative() || left.isZero()) {
                    throw new StorageException(
                            ErrorCode.STORAGE_LOCKED,
                            "the database has been written to by somebody else for longer than this transaction may wait");
                }
                ElapsedTime.SYSTEM.sleep(left.compareTo(pause) < 0 ? left : pause);
                pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException(
                    ErrorCode.INTERRUPTED, "interrupted while waiting for another process to end its transaction", e);
        } finally {
            connection.setBusyTimeout(before);
        }
        requireOwnership();
    }

    private boolean tryBegin() throws SQLException {
        try {
            control.execute("BEGIN IMMEDIATE");
            return true;
        } catch (SQLException e) {
            if (SqlFailure.isBusy(e)) {
                return false;
            }
            throw e;
        }
    }

    private void requireOwnership() throws SQLException {
        try (ResultSet result = owner.executeQuery()) {
            ownership.require(result.next() ? result.getLong(1) : -1);
        }
    }

    byte @Nullable [] get(String keyspace, byte[] key) throws SQLException {
        get.setString(2, keyspace);
        get.setBytes(3, key);
        try (ResultSet result = get.executeQuery()) {
            return result.next() ? octets(result, 1) : null;
        }
    }

    void put(String keyspace, byte[] key, byte[] value) throws SQLException {
        put.setString(2, keyspace);
        put.setBytes(3, key);
        put.setBytes(4, value);
        put.executeUpdate();
    }

    void delete(String keyspace, byte[] key) throws SQLException {
        delete.setString(2, keyspace);
        delete.setBytes(3, key);
        delete.executeUpdate();
    }

    /** The rows from {@code from} on, and before {@code to} if there is such a bound. */
    PreparedStatement scan(String keyspace, byte[] from, byte @Nullable [] to) throws SQLException {
        PreparedStatement scan = prepare(
                to == null
                        ? "SELECT key, value FROM entry WHERE store=? AND keyspace=? AND key>=? ORDER BY key"
                        : "SELECT key, value FROM entry WHERE store=? AND keyspace=? AND key>=? AND key<? ORDER BY key");
        scan.setString(2, keyspace);
        scan.setBytes(3, from);
        if (to != null) {
            scan.setBytes(4, to);
        }
        return scan;
    }

    /** SQLite hands out an empty value as null, which no column of ours can hold. */
    static byte[] octets(ResultSet result, int column) throws SQLException {
        byte[] found = result.getBytes(column);
        return found == null ? new byte[0] : found;
    }

    void commit() throws SQLException {
        control.execute("COMMIT");
    }

    void rollback() throws SQLException {
        control.execute("ROLLBACK");
    }

    void close() throws SQLException {
        connection.close();
    }
}
