package dev.e2ei.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rows of a transaction")
class BufferedRowsTest {
    private static final byte[] NONE = new byte[0];
    private final StorageEngine engine = Doubles.memory();
    private final SealedStore store = SealedStore.open(
            engine, Doubles.crypto(), DatabaseKey.ofKey(Secret.copyOf(new byte[32])), List.of("rows"), Doubles.TIMEOUT);

    private BufferedRows rows() {
        return new BufferedRows(store, Duration.ofMillis(50));
    }

    private static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    private static List<Integer> contents(BufferedRows rows, byte[] prefix) {
        List<Integer> contents = new ArrayList<>();
        rows.scan("rows", prefix, content -> contents.add((int) content[0]));
        return contents;
    }

    private void commit(int key, int content) {
        try (BufferedRows rows = rows()) {
            rows.put("rows", octets(key), octets(content));
            rows.commit();
        }
    }

    @Test
    @DisplayName("are seen by it, and by nobody else before the commit")
    void ownWrites() {
        commit(1, 1);
        try (BufferedRows rows = rows();
                BufferedRows others = rows()) {
            rows.put("rows", octets(2), octets(2));
            rows.delete("rows", octets(1));
            assertArrayEquals(octets(2), rows.get("rows", octets(2)));
            assertNull(rows.get("rows", octets(1)));
            assertEquals(List.of(2), contents(rows, NONE));
            assertEquals(List.of(1), contents(others, NONE));
            assertTrue(rows.changed());
            assertFalse(others.changed());
            rows.commit();
        }
        assertEquals(List.of(2), contents(rows(), NONE));
    }

    @Test
    @DisplayName("are scanned in order, by prefixes of whole octets, its own among those stored")
    void scans() {
        commit(1, 1);
        commit(3, 3);
        try (BufferedRows rows = rows()) {
            rows.put("rows", octets(0xff, 0), octets(9));
            rows.put("rows", octets(2), octets(2));
            rows.put("rows", octets(3), octets(33));
            assertEquals(List.of(1, 2, 33, 9), contents(rows, NONE));
            assertEquals(List.of(9), contents(rows, octets(0xff)));
            assertEquals(List.of(33), contents(rows, octets(3)));
            assertEquals(List.of(), contents(rows, octets(4)));
        }
    }

    @Test
    @DisplayName("are gone without a commit")
    void rollback() {
        try (BufferedRows rows = rows()) {
            rows.put("rows", octets(1), octets(1));
        }
        assertEquals(List.of(), contents(rows(), NONE));
        commit(1, 1);
    }

    @Test
    @DisplayName("are read again once the lock is taken: what another transaction committed meanwhile is seen")
    void readAgain() {
        try (BufferedRows rows = rows()) {
            assertNull(rows.get("rows", octets(1)));
            commit(1, 7);
            assertNull(rows.get("rows", octets(1)), "a snapshot until the first write");
            rows.lock();
            assertArrayEquals(octets(7), rows.get("rows", octets(1)));
        }
    }

    @Test
    @DisplayName("cannot be written while another transaction is writing")
    void oneWriter() {
        try (BufferedRows first = rows();
                BufferedRows second = rows()) {
            first.put("rows", octets(1), octets(1));
            assertEquals(
                    ErrorCode.STORAGE_LOCKED,
                    assertThrows(StorageException.class, second::lock).code());
            assertNull(second.get("rows", octets(1)), "reading goes on");
            first.commit();
            second.lock();
            assertArrayEquals(octets(1), second.get("rows", octets(1)));
        }
    }

    @Test
    @DisplayName("are copies: neither what was given nor what was handed out is kept")
    void copies() {
        try (BufferedRows rows = rows()) {
            byte[] key = octets(1);
            byte[] content = octets(1);
            rows.put("rows", key, content);
            key[0] = 9;
            content[0] = 9;
            byte[] read = rows.get("rows", octets(1));
            assertArrayEquals(octets(1), read);
            read[0] = 9;
            assertArrayEquals(octets(1), rows.get("rows", octets(1)));
        }
    }

    @Test
    @DisplayName("end in an error of ours when the engine throws what it does not declare")
    void undeclared() {
        assertEquals(
                ErrorCode.PROVIDER_FAILED,
                assertThrows(
                                ProviderException.class,
                                () -> Declared.run(() -> {
                                    throw new UnsupportedOperationException("planted");
                                }))
                        .code());
        assertThrows(
                IllegalStateException.class,
                () -> Declared.run(() -> {
                    throw new IllegalStateException("wrong use");
                }));
    }
}
