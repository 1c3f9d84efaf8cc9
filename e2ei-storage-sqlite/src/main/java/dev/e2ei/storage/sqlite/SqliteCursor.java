package dev.e2ei.storage.sqlite;

import dev.e2ei.spi.storage.StorageCursor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A query's result, row by row. */
final class SqliteCursor implements StorageCursor {
    private final SqliteTransaction transaction;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private boolean onRow;

    SqliteCursor(SqliteTransaction transaction, PreparedStatement statement) throws SQLException {
        this.transaction = transaction;
        this.statement = statement;
        rows = statement.executeQuery();
    }

    @Override
    public boolean next() {
        return transaction.use("reading failed", c -> {
            onRow = !statement.isClosed() && rows.next();
            return onRow;
        });
    }

    @Override
    public byte[] key() {
        return column(1);
    }

    @Override
    public byte[] value() {
        return column(2);
    }

    private byte[] column(int column) {
        return transaction.use("reading failed", c -> {
            if (!onRow || statement.isClosed()) {
                throw new IllegalStateException("the cursor is on no entry");
            }
            return StoreConnection.octets(rows, column);
        });
    }

    @Override
    public void close() {
        transaction.end(this);
    }

    /** For the transaction, under its lock. */
    void release() {
        try {
            statement.close();
        } catch (SQLException e) {
            // The connection closes it, or is broken and will be closed itself.
        }
    }
}
