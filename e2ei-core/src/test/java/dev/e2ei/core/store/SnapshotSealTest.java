package dev.e2ei.core.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Secret;
import dev.e2ei.api.error.SnapshotRejectedException;
import dev.e2ei.api.error.SnapshotRejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sealed snapshot")
class SnapshotSealTest {
    private static final byte[] CONTENT = "the state of an enrollment".getBytes(StandardCharsets.UTF_8);

    private static SealedStore store(DatabaseKey key) {
        return SealedStore.open(Doubles.memory(), Doubles.crypto(), key, List.of(), Doubles.TIMEOUT);
    }

    private static DatabaseKey key(int first) {
        byte[] octets = new byte[32];
        octets[0] = (byte) first;
        return DatabaseKey.ofKey(Secret.take(octets));
    }

    private static Reason refusal(SealedStore store, byte[] sealed) {
        return assertThrows(
                        SnapshotRejectedException.class, () -> store.snapshots().open(sealed))
                .reason();
    }

    @Test
    @DisplayName("opens beside another store with the same key, and not with another key")
    void anotherStore() {
        byte[] sealed = store(key(1)).snapshots().seal(CONTENT);
        assertArrayEquals(CONTENT, store(key(1)).snapshots().open(sealed));
        assertEquals(Reason.NOT_OPENED, refusal(store(key(2)), sealed));
    }

    @Test
    @DisplayName("opens beside another store with the same passphrase")
    void anotherStoreWithPassphrase() {
        byte[] sealed = store(DatabaseKey.ofPassphrase("open sesame".toCharArray()))
                .snapshots()
                .seal(CONTENT);
        SealedStore other = store(DatabaseKey.ofPassphrase("open sesame".toCharArray()));
        assertArrayEquals(CONTENT, other.snapshots().open(sealed));
        assertEquals(Reason.NOT_OPENED, refusal(store(key(1)), sealed));
    }

    @Test
    @DisplayName("has a salt of its own each time")
    void salts() {
        SnapshotSeal seal = store(key(1)).snapshots();
        byte[] one = seal.seal(CONTENT);
        byte[] other = seal.seal(CONTENT);
        assertFalse(Arrays.equals(one, 2, 38, other, 2, 38));
    }

    @Test
    @DisplayName("is refused with any bit flipped, cut short, made longer or empty")
    void altered() {
        SealedStore store = store(key(1));
        byte[] sealed = store.snapshots().seal(CONTENT);
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            assertEquals(
                    bit < 8 ? Reason.UNSUPPORTED_FORMAT : Reason.NOT_OPENED, refusal(store, altered), "bit " + bit);
        }
        for (int length = 0; length < sealed.length; length++) {
            assertEquals(Reason.NOT_OPENED, refusal(store, Arrays.copyOf(sealed, length)), length + " octets");
        }
        assertEquals(Reason.NOT_OPENED, refusal(store, Arrays.copyOf(sealed, sealed.length + 1)));
        assertEquals(Reason.NOT_OPENED, refusal(store, oversize()));
    }

    private static byte[] oversize() {
        byte[] octets = new byte[5 * 1024 * 1024];
        octets[0] = StoreFormat.VERSION;
        return octets;
    }
}
