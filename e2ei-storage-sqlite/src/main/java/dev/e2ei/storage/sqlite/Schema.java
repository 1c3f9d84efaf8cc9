package dev.e2ei.storage.sqlite;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables and the marks by which a database is known as ours.
 *
 * <p>Entries lie in a table with a row id and an index on (store, keyspace, key): an overwrite of some hundred octets
 * then touches one page, where a table WITHOUT ROWID needs an overflow page as well.
 */
final class Schema {
    /** The letters {@code e2ei}. */
    static final int APPLICATION_ID = 0x65326569;

    static final int VERSION = 1;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE store (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, owner INTEGER NOT NULL)",
            "CREATE TABLE entry (id INTEGER PRIMARY KEY, store INTEGER NOT NULL, keyspace TEXT NOT NULL,"
                    + " key BLOB NOT NULL, value BLOB NOT NULL, UNIQUE (store, keyspace, key))",
            "PRAGMA application_id=" + APPLICATION_ID,
            "PRAGMA user_version=" + VERSION);

    private Schema() {}

    /** Makes an empty file a database of ours; leaves a foreign one as it is. */
    static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (isEmpty(statement)) {
                useLog(statement);
                statement.execute("BEGIN IMMEDIATE");
                try {
                    if (isEmpty(statement)) { // nobody else was quicker
                        for (String table : TABLES) {
                            statement.execute(table);
                        }
                    }
                    statement.execute("COMMIT");
                } catch (SQLException | RuntimeException e) {
                    statement.execute("ROLLBACK");
                    throw e;
                }
            }
            verify(statement);
            useLog(statement);
        }
    }

    /** SQLite answers with the mode that it could set. */
    private static void useLog(Statement statement) throws SQLException {
        try (ResultSet mode = statement.executeQuery("PRAGMA journal_mode=WAL")) {
            if (!mode.next() || !mode.getString(1).equals("wal")) {
                throw new StorageException(
                        ErrorCode.STORAGE_FAILED, "SQLite cannot keep a write-ahead log on this file system");
            }
        }
    }

    static void verify(Statement statement) throws SQLException {
        if (number(statement, "PRAGMA application_id") != APPLICATION_ID) {
            throw new StorageException(
                    ErrorCode.STORAGE_UNSUPPORTED_FORMAT, "the file is a SQLite database of another application");
        }
        int version = number(statement, "PRAGMA user_version");
        if (version != VERSION) {
            throw new StorageException(
                    ErrorCode.STORAGE_UNSUPPORTED_FORMAT,
                    "the database has format " + version + ", but this version reads format " + VERSION);
        }
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        return number(statement, "PRAGMA application_id") == 0
                && number(statement, "PRAGMA user_version") == 0
                && number(statement, "SELECT count(*) FROM sqlite_schema") == 0;
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }
}
