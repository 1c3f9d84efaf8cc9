package dev.e2ei.storage.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/** Where connections to one database file come from, all under the same settings. */
final class Database {
    /** How long an ordinary statement waits for another process, for instance one that recovers after a crash. */
    private static final int PATIENCE_MILLIS = 5_000;

    /** {@code SQLITE_OPEN_NOFOLLOW}, which the driver has no name for. */
    private static final int NO_FOLLOW = 0x0100_0000;

    private static final List<String> SETTINGS = List.of(
            "PRAGMA page_size=1024",
            "PRAGMA synchronous=FULL",
            "PRAGMA fullfsync=ON",
            "PRAGMA checkpoint_fullfsync=ON",
            "PRAGMA secure_delete=ON",
            "PRAGMA temp_store=MEMORY",
            "PRAGMA cell_size_check=ON",
            "PRAGMA trusted_schema=OFF",
            // A big transaction leaves a long log; this much of it is kept, and overwritten in turn.
            "PRAGMA journal_size_limit=1048576");

    private final DatabaseFile file;
    private final List<String> settings;

    Database(DatabaseFile file) {
        this(file, List.of());
    }

    /** With settings for a test. */
    Database(DatabaseFile file, List<String> more) {
        this.file = file;
        List<String> all = new ArrayList<>(SETTINGS);
        all.addAll(more);
        settings = List.copyOf(all);
    }

    DatabaseFile file() {
        return file;
    }

    SQLiteConnection connect() throws SQLException {
        SQLiteConnection connection = connect(file);
        try (Statement statement = connection.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection without settings, to any file. */
    static SQLiteConnection connect(DatabaseFile file) throws SQLException {
        Properties properties = new Properties();
        int flags = SQLiteOpenMode.READWRITE.flag | SQLiteOpenMode.OPEN_URI.flag | SQLiteOpenMode.FULLMUTEX.flag;
        properties.setProperty("open_mode", Integer.toString(flags | NO_FOLLOW));
        SQLiteConfig config = new SQLiteConfig(properties);
        config.setBusyTimeout(PATIENCE_MILLIS);
        // As a URI, so that no character of the path means anything to the driver.
        Connection connection =
                config.createConnection("jdbc:sqlite:" + file.path().toUri().toASCIIString());
        return (SQLiteConnection) connection;
    }
}
