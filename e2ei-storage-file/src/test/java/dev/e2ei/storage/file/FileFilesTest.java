package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.get;
import static dev.e2ei.storage.file.Octets.octets;
import static dev.e2ei.storage.file.Octets.open;
import static dev.e2ei.storage.file.Octets.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The files of a store")
class FileFilesTest {
    @TempDir
    Path folder;

    @Test
    @DisplayName("are the owner's alone from the beginning, and so are the folders made for them")
    void permissions() throws IOException {
        Path made = folder.resolve("made/on/the/way");
        try (StorageEngine engine = open(made)) {
            put(engine, "group", "a", "1");
            Map<String, String> permissions = new TreeMap<>();
            try (Stream<Path> files = Files.list(made)) {
                for (Path one : files.toList()) {
                    permissions.put(
                            one.getFileName().toString(),
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(one)));
                }
            }
            assertEquals(Map.of("default.log", "rw-------", "default.lock", "rw-------"), permissions);
            assertEquals(
                    "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("made"))));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "default, default",
        "Alice, %41lice",
        "../../etc/passwd, %2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "a b:c, a%20b%3ac",
        "ü, %c3%bc"
    })
    @DisplayName("have names that stay in the folder and differ in every file system")
    void names(String name, String stem) {
        try (StorageEngine engine = open(folder, name)) {
            put(engine, "group", "a", name);
            assertTrue(Files.exists(folder.resolve(stem + ".log")));
        }
        try (StorageEngine engine = open(folder, name)) {
            assertEquals(name, get(engine, "group", "a"));
        }
    }

    @Test
    @DisplayName("have short names, however long the store's is")
    void longNames() {
        try (StorageEngine one = open(folder, "Ä".repeat(127) + "1");
                StorageEngine other = open(folder, "Ä".repeat(127) + "2")) {
            put(one, "group", "a", "1");
            assertEquals("none", get(other, "group", "a"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"default.log", "default.lock"})
    @DisplayName("are not followed through a symbolic link, dangling or not")
    void links(String name) throws IOException {
        Path target = folder.resolve("elsewhere");
        Files.createSymbolicLink(folder.resolve(name), target);
        StorageException refused = assertThrows(StorageException.class, () -> open(folder));
        assertEquals(ErrorCode.STORAGE_FAILED, refused.code());
        assertFalse(Files.exists(target));
        Files.createFile(target);
        refused = assertThrows(StorageException.class, () -> open(folder));
        assertTrue(refused.getMessage().contains("symbolic link"), refused.getMessage());
        assertEquals(0, Files.size(target));
    }

    @Test
    @DisplayName("do not come from a draft that somebody else left, nor from a link in its place")
    void leftDraft() throws IOException {
        write("1");
        Path target = Files.writeString(folder.resolve("elsewhere"), "not to be touched");
        Files.createSymbolicLink(folder.resolve("default.new"), target);
        try (StorageEngine engine = open(folder)) {
            assertEquals("1", get(engine, "group", "a"));
        }
        assertEquals("not to be touched", Files.readString(target));
        assertFalse(Files.exists(folder.resolve("default.new")));
    }

    private void write(String value) {
        try (StorageEngine engine = open(folder)) {
            put(engine, "group", "a", value);
        }
    }

    @Test
    @DisplayName("no longer hold a deleted or replaced value once the store is closed")
    void erased() throws IOException {
        try (StorageEngine engine = open(folder)) {
            put(engine, "ratchet", "deleted", "first-secret");
            put(engine, "ratchet", "replaced", "second-secret");
            put(engine, "ratchet", "kept", "third-secret");
        }
        assertTrue(text().contains("first-secret"));
        try (StorageEngine engine = open(folder);
                StorageTransaction transaction = engine.write(Octets.AT_ONCE)) {
            transaction.delete("ratchet", octets("deleted"));
            transaction.put("ratchet", octets("replaced"), octets("x"));
            transaction.commit();
        }
        assertFalse(text().contains("first-secret"));
        assertFalse(text().contains("second-secret"));
        assertTrue(text().contains("third-secret"));
    }

    private String text() throws IOException {
        return Files.readString(folder.resolve("default.log"), StandardCharsets.ISO_8859_1);
    }

    @Test
    @DisplayName("have to be given a place by the host")
    void noLocation() throws IOException {
        StorageConfig nowhere = new StorageConfig("default", Optional.empty(), Map.of());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new FileStorageProvider().open(nowhere));
        assertTrue(refused.getMessage().contains("location"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> open(folder, ""));
        Path file = Files.createFile(folder.resolve("file"));
        for (Path place : List.of(file, file.resolve("below"))) {
            assertEquals(
                    ErrorCode.STORAGE_FAILED,
                    assertThrows(StorageException.class, () -> open(place)).code());
        }
    }

    @Test
    @DisplayName("have the format that is written down: a log of one value, octet by octet")
    void format() throws IOException {
        write("1");
        byte[] log = Files.readAllBytes(folder.resolve("default.log"));
        assertEquals(
                "653265696c6f670a" + "00000001" + "0000000000000000",
                HexFormat.of().formatHex(log, 0, 20));
        assertEquals("0000000000000001" + "0000000000000627", HexFormat.of().formatHex(log, 1024, 1040), "the mark");
        assertEquals(
                "000000000000000f" + "0000000000000001" + "cf082564" + "01" + "0007" + "67726f75700061" + "00000001"
                        + "31" + "38c73bce",
                HexFormat.of().formatHex(log, 1536, log.length));
    }

    @ParameterizedTest
    @CsvSource({"2, STORAGE_UNSUPPORTED_FORMAT", "0, STORAGE_UNSUPPORTED_FORMAT"})
    @DisplayName("are refused if their format is another")
    void otherFormat(byte format, ErrorCode code) throws IOException {
        write("1");
        Path log = folder.resolve("default.log");
        byte[] octets = Files.readAllBytes(log);
        octets[11] = format;
        CRC32C checksum = new CRC32C();
        checksum.update(octets, 0, 508);
        ByteBuffer.wrap(octets).putInt(508, (int) checksum.getValue());
        Files.write(log, octets);
        assertEquals(
                code, assertThrows(StorageException.class, () -> open(folder)).code());
        assertTrue(Arrays.equals(octets, Files.readAllBytes(log)), "left as it is");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 511, 512, 1535})
    @DisplayName("are refused if they are too short for a log")
    void tooShort(int size) throws IOException {
        write("1");
        Path log = folder.resolve("default.log");
        Files.write(log, Arrays.copyOf(Files.readAllBytes(log), size));
        assertEquals(
                ErrorCode.STORAGE_CORRUPT,
                assertThrows(StorageException.class, () -> open(folder)).code());
    }
}
