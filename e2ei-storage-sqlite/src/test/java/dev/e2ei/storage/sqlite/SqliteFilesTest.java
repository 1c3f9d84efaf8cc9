package dev.e2ei.storage.sqlite;

import static dev.e2ei.storage.sqlite.Octets.get;
import static dev.e2ei.storage.sqlite.Octets.open;
import static dev.e2ei.storage.sqlite.Octets.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The database's files")
class SqliteFilesTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("are the owner's alone from the beginning: database, log, index and lock")
    void permissions() throws IOException {
        Path file = folder.resolve("made/on/the/way/store.db");
        try (StorageEngine engine = open(file)) {
            put(engine, "group", "a", "1");
            Map<String, String> permissions = new TreeMap<>();
            try (Stream<Path> files = Files.list(file.getParent())) {
                for (Path one : files.toList()) {
                    permissions.put(
                            one.getFileName().toString(),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
                }
            }
            assertEquals(
                    Map.of(
                            "store.db", "rw-------",
                            "store.db-wal", "rw-------",
                            "store.db-shm", "rw-------",
                            "store.db-store1.lock", "rw-------"),
                    permissions);
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("made"))));
        }
    }

    @ParameterizedTest
    @CsvSource({"journal_mode, wal", "page_size, 1024", "application_id, 1697801577", "user_version, 1"})
    @DisplayName("are marked as ours, with a log and small pages")
    void format(String pragma, String expected) throws SQLException {
        Path file = folder.resolve("store.db");
        open(file).close();
        try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = foreign.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + pragma)) {
            assertEquals(expected, result.getString(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"synchronous, 2", "secure_delete, 1", "fullfsync, 1", "temp_store, 2", "trusted_schema, 0"})
    @DisplayName("are written under settings that make a commit durable and a deletion thorough")
    void settings(String pragma, int expected) throws SQLException {
        try (Connection ours = new Database(DatabaseFile.prepare(folder.resolve("store.db"))).connect();
                Statement statement = ours.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA " + pragma)) {
            assertEquals(expected, result.getInt(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b?c#d%20&mode=memory.db", "ü≠語.db", "cache=shared;x'y\"z.db", ":memory:", "file:x?y"})
    @DisplayName("may have any name")
    void names(String name) throws IOException {
        Path file = folder.resolve(name);
        try (StorageEngine engine = open(file)) {
            put(engine, "group", "a", "1");
        }
        assertTrue(Files.size(file) > 0);
        try (StorageEngine engine = open(file)) {
            assertEquals("1", get(engine, "group", "a"));
        }
    }

    @Test
    @DisplayName("are not followed through a symbolic link, dangling or not")
    void links() throws IOException {
        Path target = folder.resolve("elsewhere.db");
        Path link = Files.createSymbolicLink(folder.resolve("store.db"), target);
        assertEquals(
                ErrorCode.STORAGE_FAILED,
                assertThrows(StorageException.class, () -> open(link)).code());
        assertFalse(Files.exists(target));
        Files.createFile(target);
        assertThrows(StorageException.class, () -> open(link));
        assertEquals(0, Files.size(target));
    }

    @Test
    @DisplayName("are not followed through a link that is put there later, between our look and SQLite's")
    void lateLink() throws IOException {
        Path file = folder.resolve("store.db");
        DatabaseFile seen = DatabaseFile.prepare(file);
        Files.move(file, folder.resolve("elsewhere.db"));
        Files.createSymbolicLink(file, folder.resolve("elsewhere.db"));
        assertThrows(SQLException.class, () -> Database.connect(seen));
    }

    @Test
    @DisplayName("lie in a folder that may be reached through a link")
    void linkedFolder() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), real);
        try (StorageEngine engine = open(linked.resolve("store.db"))) {
            put(engine, "group", "a", "1");
            assertThrows(StorageException.class, () -> open(real.resolve("store.db")), "it is the same store");
        }
    }

    @Test
    @DisplayName("no longer hold a deleted or replaced value once the store is closed")
    void erased() throws IOException {
        Path file = folder.resolve("store.db");
        try (StorageEngine engine = open(file)) {
            put(engine, "ratchet", "deleted", "first-secret-".repeat(300));
            put(engine, "ratchet", "replaced", "second-secret-".repeat(20));
            put(engine, "ratchet", "kept", "third-secret");
        }
        assertTrue(text(file).contains("first-secret"));
        try (StorageEngine engine = open(file);
                var transaction = engine.write(Octets.AT_ONCE)) {
            transaction.delete("ratchet", Octets.octets("deleted"));
            transaction.put("ratchet", Octets.octets("replaced"), Octets.octets("x"));
            transaction.commit();
        }
        assertFalse(text(file).contains("first-secret"));
        assertFalse(text(file).contains("second-secret"));
        assertTrue(text(file).contains("third-secret"));
        assertFalse(Files.exists(folder.resolve("store.db-wal")));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    @Test
    @DisplayName("have to be named by the host")
    void noLocation() {
        StorageConfig nowhere = new StorageConfig("default", Optional.empty(), Map.of());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new SqliteStorageProvider().open(nowhere));
        assertTrue(refused.getMessage().contains("location"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> open(folder.resolve("store.db"), ""));
        assertThrows(IllegalArgumentException.class, () -> open(Path.of("/")));
    }

    @Test
    @DisplayName("are files, in folders that can be made")
    void unreachable() throws IOException {
        assertEquals(
                ErrorCode.STORAGE_FAILED,
                assertThrows(StorageException.class, () -> open(folder)).code());
        Path file = Files.createFile(folder.resolve("file"));
        assertEquals(
                ErrorCode.STORAGE_FAILED,
                assertThrows(StorageException.class, () -> open(file.resolve("store.db")))
                        .code());
    }
}
