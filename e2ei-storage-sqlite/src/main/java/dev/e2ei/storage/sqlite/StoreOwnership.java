package dev.e2ei.storage.sqlite;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConnection;

/**
 * The right to use one named store. It has two halves: a lock that the operating system takes away from a dead process,
 * and a number in the store's row that grows with each owner, so that an owner whose lock file was deleted finds out.
 *
 * <p>The lock is SQLite's own, on an empty file beside the database. A Java file lock would be lost as soon as any code
 * of this process closed another channel of that file.
 */
final class StoreOwnership {
    private final long store;
    private final long term;
    private final Connection lock;

    private StoreOwnership(long store, long term, Connection lock) {
        this.store = store;
        this.term = term;
        this.lock = lock;
    }

    static StoreOwnership take(Database database, Connection connection, String name) throws SQLException {
        register(connection, name);
        long store = number(connection, "SELECT id FROM store WHERE name=?", name);
        Connection lock = lock(database.file().sibling("-store" + store + ".lock"));
        try {
            long term = number(connection, "UPDATE store SET owner=owner+1 WHERE id=? RETURNING owner", store);
            return new StoreOwnership(store, term, lock);
        } catch (SQLException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    long store() {
        return store;
    }

    /** Fails if another owner has come since. */
    void require(long owner) {
        if (owner != term) {
            throw lost();
        }
    }

    static StorageException lost() {
        return new StorageException(
                ErrorCode.STORAGE_OWNERSHIP_LOST,
                "the store was taken over by another process, or its database was replaced");
    }

    void release() throws SQLException {
        lock.close();
    }

    private static void register(Connection connection, String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO store (name, owner) SELECT ?1, 0 WHERE NOT EXISTS (SELECT 1 FROM store WHERE name=?1)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
    }

    private static long number(Connection connection, String query, Object parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, parameter);
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    throw lost();
                }
                return result.getLong(1);
            }
        }
    }

    private static Connection lock(DatabaseFile file) throws SQLException {
        SQLiteConnection connection = Database.connect(file);
        try (Statement statement = connection.createStatement()) {
            connection.setBusyTimeout(0);
            // No journal file: nothing is ever written here.
            statement.execute("PRAGMA journal_mode=MEMORY");
            statement.execute("BEGIN EXCLUSIVE");
            return connection;
        } catch (SQLException e) {
            connection.close();
            if (SqlFailure.isBusy(e)) {
                throw new StorageException(
                        ErrorCode.STORAGE_LOCKED,
                        "the store is open already, in another process or elsewhere in this one",
                        e);
            }
            throw e;
        }
    }
}
