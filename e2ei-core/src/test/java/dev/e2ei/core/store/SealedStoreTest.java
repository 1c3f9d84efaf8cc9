package dev.e2ei.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.api.error.StorageException;
import dev.e2ei.spi.storage.StorageEngine;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sealed store")
class SealedStoreTest {
    private static final String PEOPLE = "people";
    private static final Repository<String, String> REPOSITORY = new Repository<>(
            PEOPLE,
            name -> List.of(
                    name.substring(0, 1).getBytes(StandardCharsets.UTF_8), name.getBytes(StandardCharsets.UTF_8)),
            new RowCodec<>() {
                @Override
                public void write(String value, RowWriter out) {
                    out.text(value);
                }

                @Override
                public String read(RowReader in) {
                    return in.text();
                }
            });

    private final StorageEngine engine = Doubles.memory();

    private static DatabaseKey key(int fill) {
        byte[] octets = new byte[32];
        Arrays.fill(octets, (byte) fill);
        try (Secret secret = Secret.take(octets)) {
            return DatabaseKey.ofKey(secret);
        }
    }

    private SealedStore open(DatabaseKey key) {
        return SealedStore.open(engine, Doubles.crypto(), key, List.of(PEOPLE), Doubles.TIMEOUT);
    }

    private static void save(SealedStore store, String... names) {
        try (BufferedRows rows = new BufferedRows(store, Doubles.TIMEOUT)) {
            for (String name : names) {
                REPOSITORY.save(rows, name, "row of " + name);
            }
            rows.commit();
        }
    }

    private static List<String> all(SealedStore store) {
        try (BufferedRows rows = new BufferedRows(store, Doubles.TIMEOUT)) {
            return REPOSITORY.all(rows).stream().sorted().toList();
        }
    }

    @Test
    @DisplayName("gives back what was stored, to the same key, also after it was opened again")
    void roundTrip() {
        save(open(key(1)), "alice", "albert", "bob");
        SealedStore again = open(key(1));
        assertEquals(List.of("row of albert", "row of alice", "row of bob"), all(again));
        try (BufferedRows rows = new BufferedRows(again, Doubles.TIMEOUT)) {
            assertEquals("row of bob", REPOSITORY.find(rows, "bob").orElseThrow());
            assertTrue(REPOSITORY.find(rows, "carol").isEmpty());
            assertEquals(
                    Set.of("row of albert", "row of alice"),
                    new HashSet<>(REPOSITORY.all(rows, "a".getBytes(StandardCharsets.UTF_8))),
                    "a prefix is whole components");
        }
    }

    @Test
    @DisplayName("shows neither names nor contents to whoever reads the medium")
    void nothingInTheClear() {
        save(open(key(1)), "alice", "bob");
        List<String> medium = new ArrayList<>();
        Doubles.rows(engine, PEOPLE, (key, value) -> {
            medium.add(new String(key, StandardCharsets.ISO_8859_1));
            medium.add(new String(value, StandardCharsets.ISO_8859_1));
        });
        assertEquals(4, medium.size());
        assertTrue(medium.stream().noneMatch(text -> text.contains("alice") || text.contains("bob")));
    }

    @Test
    @DisplayName("refuses a wrong key at once, whatever the key, and is none the worse for it")
    void wrongKey() {
        save(open(key(1)), "alice");
        for (int fill = 2; fill < 100; fill++) {
            DatabaseKey wrong = key(fill);
            StorageException refused = assertThrows(StorageException.class, () -> open(wrong));
            assertEquals(ErrorCode.STORAGE_WRONG_KEY, refused.code());
        }
        assertEquals(List.of("row of alice"), all(open(key(1))));
    }

    @Test
    @DisplayName("detects each flipped bit of each value")
    void flippedBits() {
        SealedStore store = open(key(1));
        save(store, "alice", "bob");
        List<byte[]> keys = new ArrayList<>();
        Doubles.rows(engine, PEOPLE, (key, value) -> keys.add(key));
        for (byte[] key : keys) {
            byte[] sound = Doubles.rawValue(engine, PEOPLE, key);
            for (int bit = 0; bit < sound.length * 8; bit++) {
                byte[] altered = sound.clone();
                altered[bit / 8] ^= (byte) (1 << bit % 8);
                Doubles.overwrite(engine, PEOPLE, key, altered);
                StorageException refused = assertThrows(StorageException.class, () -> all(store));
                assertEquals(
                        bit < 8 ? ErrorCode.STORAGE_UNSUPPORTED_FORMAT : ErrorCode.STORAGE_WRONG_KEY, refused.code());
            }
            Doubles.overwrite(engine, PEOPLE, key, sound);
        }
        assertEquals(List.of("row of alice", "row of bob"), all(store));
    }

    @Test
    @DisplayName("detects each flipped bit of its header")
    void flippedHeader() {
        save(open(key(1)), "alice");
        byte[] sound = Doubles.rawValue(engine, StoreHeader.KEYSPACE, StoreHeader.KEY);
        for (int bit = 0; bit < sound.length * 8; bit++) {
            byte[] altered = sound.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            Doubles.overwrite(engine, StoreHeader.KEYSPACE, StoreHeader.KEY, altered);
            DatabaseKey key = key(1);
            assertThrows(StorageException.class, () -> open(key), "bit " + bit);
        }
    }

    @Test
    @DisplayName("detects values that were swapped, cut short or made longer")
    void swappedAndTruncated() {
        SealedStore store = open(key(1));
        save(store, "alice", "bob");
        List<byte[]> keys = new ArrayList<>();
        Doubles.rows(engine, PEOPLE, (key, value) -> keys.add(key));
        byte[] first = Doubles.rawValue(engine, PEOPLE, keys.get(0));
        byte[] second = Doubles.rawValue(engine, PEOPLE, keys.get(1));
        Doubles.overwrite(engine, PEOPLE, keys.get(0), second);
        Doubles.overwrite(engine, PEOPLE, keys.get(1), first);
        assertThrows(StorageException.class, () -> all(store));
        Doubles.overwrite(engine, PEOPLE, keys.get(1), second);
        for (int length = 0; length < first.length; length++) {
            Doubles.overwrite(engine, PEOPLE, keys.get(0), Arrays.copyOf(first, length));
            assertThrows(StorageException.class, () -> all(store), length + " octets");
        }
        Doubles.overwrite(engine, PEOPLE, keys.get(0), Arrays.copyOf(first, first.length + 1));
        assertThrows(StorageException.class, () -> all(store));
    }

    @Test
    @DisplayName("detects a value that comes from another keyspace, or from another store with the same key")
    void spliced() {
        SealedStore store = open(key(1));
        save(store, "alice");
        List<byte[]> keys = new ArrayList<>();
        Doubles.rows(engine, PEOPLE, (key, value) -> keys.add(key));
        byte[] key = keys.get(0);
        byte[] sealed = Doubles.rawValue(engine, PEOPLE, key);
        Doubles.overwrite(engine, "other", key, sealed);
        try (BufferedRows rows = new BufferedRows(store, Doubles.TIMEOUT)) {
            assertThrows(StorageException.class, () -> rows.get("other", key));
        }
        StorageEngine elsewhere = Doubles.memory();
        SealedStore other = SealedStore.open(elsewhere, Doubles.crypto(), key(1), List.of(PEOPLE), Doubles.TIMEOUT);
        save(other, "alice");
        Doubles.rows(
                elsewhere,
                PEOPLE,
                (foreign, value) -> assertFalse(Arrays.equals(foreign, key), "stores have pseudonyms of their own"));
        Doubles.overwrite(elsewhere, PEOPLE, key, sealed);
        assertThrows(StorageException.class, () -> all(other));
    }

    @Test
    @DisplayName("that has rows but no header is damaged, not new")
    void lostHeader() {
        save(open(key(1)), "alice");
        Doubles.overwrite(engine, StoreHeader.KEYSPACE, StoreHeader.KEY, null);
        DatabaseKey key = key(1);
        assertEquals(
                ErrorCode.STORAGE_CORRUPT,
                assertThrows(StorageException.class, () -> open(key)).code());
    }

    @Test
    @DisplayName("never seals twice under one nonce")
    void nonces() {
        SealedStore store = open(key(1));
        Set<String> nonces = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            save(store, "alice");
            Doubles.rows(
                    engine, PEOPLE, (key, value) -> nonces.add(HexFormat.of().formatHex(value, 1, 13)));
        }
        assertEquals(500, nonces.size());
    }

    @Test
    @DisplayName("opens with a passphrase, by the parameters that it stored, and with no other")
    void passphrase() {
        save(open(DatabaseKey.ofPassphrase("Grüße an alle".toCharArray())), "alice");
        assertEquals(List.of("row of alice"), all(open(DatabaseKey.ofPassphrase("Grüße an alle".toCharArray()))));
        DatabaseKey wrong = DatabaseKey.ofPassphrase("Gruesse an alle".toCharArray());
        assertEquals(
                ErrorCode.STORAGE_WRONG_KEY,
                assertThrows(StorageException.class, () -> open(wrong)).code());
        DatabaseKey notAPassphrase = key(1);
        assertEquals(
                ErrorCode.STORAGE_WRONG_KEY,
                assertThrows(StorageException.class, () -> open(notAPassphrase)).code());
        StoreHeader header = StoreHeader.decode(Doubles.rawValue(engine, StoreHeader.KEYSPACE, StoreHeader.KEY));
        KeyDerivation.Argon2id argon = (KeyDerivation.Argon2id) header.derivation();
        assertEquals(3, argon.iterations());
        assertEquals(65536, argon.memoryKib());
    }

    @Test
    @DisplayName("does not run Argon2 with parameters that somebody else chose")
    void hostileParameters() {
        byte[] sound;
        try (SealedStore store = SealedStore.open(
                Doubles.memory(),
                Doubles.crypto(),
                DatabaseKey.ofPassphrase("x".toCharArray()),
                List.of(),
                Doubles.TIMEOUT)) {
            sound = store.snapshots().seal(new byte[] {1});
            for (int at : new int[] {2, 6, 10}) {
                byte[] hostile = sound.clone();
                hostile[at] = 0x7f;
                assertThrows(
                        SnapshotRejectedException.class, () -> store.snapshots().open(hostile));
            }
            assertArrayEquals(new byte[] {1}, store.snapshots().open(sound));
        }
        assertNotEquals(0, sound.length);
    }

    @Test
    @DisplayName("that was closed is of no more use")
    void closed() {
        SealedStore store = open(key(1));
        save(store, "alice");
        store.close();
        assertThrows(IllegalStateException.class, () -> all(store));
    }
}
