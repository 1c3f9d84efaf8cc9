package dev.e2ei.storage.file;

import static dev.e2ei.storage.file.Octets.AT_ONCE;
import static dev.e2ei.storage.file.Octets.latin;
import static dev.e2ei.storage.file.Octets.octets;
import static dev.e2ei.storage.file.Octets.open;
import static dev.e2ei.storage.file.Octets.scan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageTransaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A log that was changed behind our back")
class FlippedLogTest {
    @TempDir
    Path folder;

    private Path log;
    private byte[] sound;
    private TreeMap<String, String> contents;

    @BeforeEach
    void aLogOfThreeTransactions() throws IOException {
        log = folder.resolve("default.log");
        StoreFiles files = StoreFiles.in(folder, "default", new NioDisk());
        // Not compacted on closing, so that there are several frames.
        try (StorageEngine engine =
                FileStorageEngine.open(new NioDisk(), files, new Compaction.Rule(Long.MAX_VALUE, -1))) {
            for (int i = 0; i < 3; i++) {
                try (StorageTransaction transaction = engine.write(AT_ONCE)) {
                    transaction.put("leaf", octets("key" + i), octets("value" + i));
                    transaction.put("leaf", octets("again"), octets("value" + i));
                    transaction.delete("leaf", octets("key" + (i - 1)));
                    transaction.commit();
                }
            }
        }
        sound = Files.readAllBytes(log);
        contents = read();
    }

    private TreeMap<String, String> read() {
        try (StorageEngine engine = open(folder);
                StorageTransaction reading = engine.read()) {
            return scan(reading, "leaf", new byte[0]);
        }
    }

    /** What a log of these octets holds, without the cost of a real disk. */
    private TreeMap<String, String> read(byte[] octets) throws IOException {
        StoreFiles files = StoreFiles.in(folder, "default", new NioDisk());
        TreeMap<String, String> found = new TreeMap<>();
        LogFile.open(SimulatedDisk.with(files.log(), octets), files, new LogScan.Sink() {
            @Override
            public void put(long sequence, byte[] key, Location location) {
                try {
                    found.put(latin(StoreKey.key("leaf", key)), latin(location.read()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void delete(long sequence, byte[] key) {
                found.remove(latin(StoreKey.key("leaf", key)));
            }
        });
        return found;
    }

    @Test
    @DisplayName("does not open, whichever bit of a frame or of the header was flipped")
    void everyBit() throws IOException {
        for (int at = 0; at < sound.length; at++) {
            boolean mark = at >= LogSector.SIZE && at < LogSector.FRAMES;
            for (int bit = 0; bit < 8; bit++) {
                byte[] flipped = sound.clone();
                flipped[at] ^= (byte) (1 << bit);
                if (mark) {
                    assertEquals(contents, read(flipped), "the other mark and the frames are sound: octet " + at);
                } else {
                    StorageException refused = assertThrows(StorageException.class, () -> read(flipped));
                    assertEquals(ErrorCode.STORAGE_CORRUPT, refused.code(), "octet " + at + ", bit " + bit);
                }
            }
        }
    }

    @Test
    @DisplayName("does not open when it was cut anywhere: what was acknowledged is not forgotten")
    void cut() throws IOException {
        for (int size = 0; size < sound.length; size++) {
            byte[] cut = Arrays.copyOf(sound, size);
            assertEquals(
                    ErrorCode.STORAGE_CORRUPT,
                    assertThrows(StorageException.class, () -> read(cut)).code(),
                    "cut to " + size);
        }
    }

    @Test
    @DisplayName("does not open when both marks are gone, or frames changed places")
    void splices() throws IOException {
        byte[] unmarked = sound.clone();
        Arrays.fill(unmarked, LogSector.SIZE, (int) LogSector.FRAMES, (byte) 0);
        Files.write(log, unmarked);
        assertEquals(
                ErrorCode.STORAGE_CORRUPT,
                assertThrows(StorageException.class, this::read).code());
        int first = (int) LogSector.FRAMES;
        int second = first + frameSize(first);
        byte[] swapped = sound.clone();
        System.arraycopy(sound, second, swapped, first, frameSize(second));
        System.arraycopy(sound, first, swapped, first + frameSize(second), frameSize(first));
        Files.write(log, swapped);
        assertEquals(
                ErrorCode.STORAGE_CORRUPT,
                assertThrows(StorageException.class, this::read).code());
    }

    private int frameSize(int at) {
        return FrameWriter.HEADER + sound[at + 7] + FrameWriter.TRAILER;
    }

    @Test
    @DisplayName("opens when something incomplete follows what was acknowledged, which is cut off")
    void tail() throws IOException {
        for (byte[] tail : new byte[][] {{0}, new byte[600], octets("anything at all, but no frame")}) {
            Files.write(log, sound);
            Files.write(log, tail, StandardOpenOption.APPEND);
            assertEquals(contents, read());
        }
    }

    @Test
    @DisplayName("is noticed when it changes under an open store: by check, and by whoever reads the value")
    void underOurFeet() throws IOException {
        Files.write(log, sound);
        try (StorageEngine engine = open(folder)) {
            engine.check();
            byte[] damaged = sound.clone();
            int value = latin(sound).lastIndexOf("value2");
            damaged[value] ^= 1;
            Files.write(log, damaged, StandardOpenOption.WRITE);
            assertEquals(
                    ErrorCode.STORAGE_CORRUPT,
                    assertThrows(StorageException.class, engine::check).code());
            try (StorageTransaction reading = engine.read()) {
                StorageException refused =
                        assertThrows(StorageException.class, () -> scan(reading, "leaf", new byte[0]));
                assertEquals(ErrorCode.STORAGE_CORRUPT, refused.code());
            }
        }
    }
}
