package dev.e2ei.storage.sqlite;

import static dev.e2ei.storage.sqlite.Octets.AT_ONCE;
import static dev.e2ei.storage.sqlite.Octets.get;
import static dev.e2ei.storage.sqlite.Octets.octets;
import static dev.e2ei.storage.sqlite.Octets.open;
import static dev.e2ei.storage.sqlite.Octets.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A named store in a database")
class SqliteOwnershipTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("store.db");
    }

    private static ErrorCode code(Executable call) {
        return assertThrows(StorageException.class, call).code();
    }

    @Test
    @DisplayName("is open once at a time in a process")
    void once() {
        StorageEngine first = open(file());
        assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> open(file())));
        assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> open(file())), "the refused attempt took nothing away");
        put(first, "group", "a", "1");
        first.close();
        try (StorageEngine second = open(file())) {
            assertEquals("1", get(second, "group", "a"));
        }
    }

    @Test
    @DisplayName("is one process's, until that process ends, however it ends")
    void processes() throws Exception {
        try (Child child = Child.start("hold", file())) {
            assertEquals("ready", child.line());
            assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> open(file())));
            child.kill();
        }
        try (StorageEngine mine = open(file())) {
            assertEquals("held", get(mine, "group", "by"));
            try (Child child = Child.start("hold", file())) {
                assertEquals("STORAGE_LOCKED", child.line());
            }
            put(mine, "group", "by", "me");
        }
    }

    @Test
    @DisplayName("lives beside others under their own names")
    void several() {
        try (StorageEngine alice = open(file(), "alice");
                StorageEngine bob = open(file(), "Bob'; DROP TABLE store; --")) {
            put(alice, "group", "a", "alice's");
            put(bob, "group", "a", "bob's");
            try (StorageTransaction transaction = bob.write(AT_ONCE)) {
                transaction.delete("group", octets("a"));
                transaction.commit();
            }
            assertEquals("alice's", get(alice, "group", "a"));
            assertEquals("none", get(bob, "group", "a"));
            assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> open(file(), "alice")));
        }
    }

    @Test
    @DisplayName("waits for a writer of another store of its database, no longer than it is told")
    void oneWriterInTheDatabase() {
        try (StorageEngine alice = open(file(), "alice");
                StorageEngine bob = open(file(), "bob")) {
            try (StorageTransaction writing = alice.write(AT_ONCE)) {
                writing.put("group", octets("a"), octets("1"));
                assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> bob.write(Duration.ofMillis(30))));
                assertEquals("none", get(bob, "group", "a"), "reading does not wait");
                Thread.currentThread().interrupt();
                assertEquals(ErrorCode.INTERRUPTED, code(() -> bob.write(Duration.ofDays(1))));
                assertEquals(true, Thread.interrupted());
                writing.commit();
            }
            put(bob, "group", "a", "2");
        }
    }

    @Test
    @DisplayName("is lost to an owner that came past the lock")
    void takenOver() throws Exception {
        try (StorageEngine first = open(file())) {
            put(first, "group", "a", "1");
            Files.delete(folder.resolve("store.db-store1.lock"));
            try (StorageEngine second = open(file())) {
                assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(() -> first.write(AT_ONCE)));
                assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(first::read));
                put(second, "group", "a", "2");
                assertEquals("2", get(second, "group", "a"));
            }
        }
    }

    @Test
    @DisplayName("is lost when its row or its database goes away")
    void replaced() throws Exception {
        try (StorageEngine engine = open(file())) {
            put(engine, "group", "a", "1");
            try (Connection foreign = DriverManager.getConnection("jdbc:sqlite:" + file());
                    Statement statement = foreign.createStatement()) {
                statement.execute("DELETE FROM store");
            }
            assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(engine::read));
        }
        try (StorageEngine engine = open(file())) {
            Files.move(file(), folder.resolve("moved.db"), StandardCopyOption.ATOMIC_MOVE);
            assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(() -> engine.write(AT_ONCE)));
            Files.createFile(file());
            assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(() -> engine.write(AT_ONCE)));
        }
    }
}
