package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.AT_ONCE;
import static dev.e2ei.storage.file.Octets.get;
import static dev.e2ei.storage.file.Octets.octets;
import static dev.e2ei.storage.file.Octets.open;
import static dev.e2ei.storage.file.Octets.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A named store in a folder")
class FileOwnershipTest {
    @TempDir
    Path folder;

    private static ErrorCode code(Executable call) {
        return assertThrows(StorageException.class, call).code();
    }

    @Test
    @DisplayName("is open once at a time in a process, whatever the way to its folder")
    void once() throws Exception {
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), Files.createDirectory(folder.resolve("real")));
        StorageEngine first = open(folder.resolve("real"));
        assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> open(folder.resolve("real"))));
        assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> open(linked)));
        try (Child child = Child.start("hold", folder.resolve("real"))) {
            assertEquals("STORAGE_LOCKED", child.line(), "the refused attempts took no lock away");
        }
        put(first, "group", "a", "1");
        first.close();
        try (StorageEngine second = open(linked)) {
            assertEquals("1", get(second, "group", "a"));
        }
    }

    @Test
    @DisplayName("is one process's, until that process ends, however it ends")
    void processes() throws Exception {
        try (Child child = Child.start("hold", folder)) {
            assertEquals("ready", child.line());
            assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> open(folder)));
            assertEquals(ErrorCode.STORAGE_LOCKED, code(() -> open(folder)), "and again");
            child.kill();
        }
        try (StorageEngine mine = open(folder)) {
            assertEquals("held", get(mine, "group", "by"));
        }
    }

    @Test
    @DisplayName("lives beside others under their own names, and their writers do not wait for each other")
    void several() {
        try (StorageEngine alice = open(folder, "alice");
                StorageEngine capital = open(folder, "Alice");
                StorageTransaction writing = alice.write(AT_ONCE)) {
            writing.put("group", octets("a"), octets("alice's"));
            put(capital, "group", "a", "Alice's");
            writing.commit();
            assertEquals("alice's", get(alice, "group", "a"));
            assertEquals("Alice's", get(capital, "group", "a"));
        }
    }

    @Test
    @DisplayName("is lost when its lock file, its log or the log's end are no longer its owner's")
    void takenOver() throws IOException {
        Path log = folder.resolve("default.log");
        try (StorageEngine first = open(folder)) {
            put(first, "group", "a", "1");
            Files.delete(folder.resolve("default.lock"));
            assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(() -> first.write(AT_ONCE)));
            assertEquals("1", get(first, "group", "a"), "what was read once can be read");
        }
        try (StorageEngine second = open(folder);
                StorageTransaction writing = second.write(AT_ONCE)) {
            writing.put("group", octets("a"), octets("2"));
            Files.write(log, new byte[] {1}, StandardOpenOption.APPEND);
            byte[] before = Files.readAllBytes(log);
            assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(writing::commit));
            assertEquals(before.length, Files.size(log), "nothing was written over the other's octet");
        }
        try (StorageEngine third = open(folder)) {
            assertEquals("1", get(third, "group", "a"));
            Files.move(log, folder.resolve("moved.log"));
            assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(() -> third.write(AT_ONCE)));
            Files.copy(folder.resolve("moved.log"), log);
            assertEquals(ErrorCode.STORAGE_OWNERSHIP_LOST, code(() -> third.write(AT_ONCE)));
        }
    }
}
