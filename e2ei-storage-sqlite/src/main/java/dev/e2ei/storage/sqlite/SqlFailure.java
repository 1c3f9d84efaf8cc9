package dev.e2ei.storage.sqlite;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Turns SQLite's result codes into ours. */
final class SqlFailure {
    private SqlFailure() {}

    static StorageException of(String what, SQLException cause) {
        return new StorageException(code(cause), what + ": " + primary(cause), cause);
    }

    static boolean isBusy(SQLException cause) {
        return code(cause) == ErrorCode.STORAGE_LOCKED;
    }

    private static ErrorCode code(SQLException cause) {
        return switch (primary(cause)) {
            case SQLITE_BUSY, SQLITE_LOCKED -> ErrorCode.STORAGE_LOCKED;
            case SQLITE_FULL -> ErrorCode.STORAGE_FULL;
            case SQLITE_CORRUPT, SQLITE_NOTADB -> ErrorCode.STORAGE_CORRUPT;
            default -> ErrorCode.STORAGE_FAILED;
        };
    }

    /** An extended code carries the primary one in its low octet. */
    private static SQLiteErrorCode primary(SQLException cause) {
        return cause instanceof SQLiteException own
                ? SQLiteErrorCode.getErrorCode(own.getResultCode().code & 0xff)
                : SQLiteErrorCode.UNKNOWN_ERROR;
    }
}
