package dev.e2ei.core.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.MessageRejectedException;
import dev.e2ei.api.error.MlsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ratchet")
class MessageRatchetTest {
    private static final RatchetWindow WINDOW = new RatchetWindow(2, 10);

    private static MessageRatchet ratchet(int generation) {
        return new MessageRatchet(TestSecrets.of(1), generation, List.of());
    }

    private static RatchetStep at(MessageRatchet ratchet, int generation) {
        return ratchet.at(TestSecrets.CRYPTO, generation, WINDOW);
    }

    private static Bytes key(RatchetStep step) {
        return TestSecrets.octets(step.key().key());
    }

    /** The keys in order, as the sender takes them. */
    private static List<Bytes> keys(int count) {
        List<Bytes> keys = new ArrayList<>();
        MessageRatchet sender = ratchet(0);
        for (int i = 0; i < count; i++) {
            RatchetStep step = sender.next(TestSecrets.CRYPTO);
            assertEquals(i, step.key().generation());
            keys.add(key(step));
            sender = step.after();
        }
        return keys;
    }

    private static void duplicate(MessageRatchet ratchet, int generation) {
        MlsException refusal = assertThrows(MlsException.class, () -> at(ratchet, generation));
        assertEquals(ErrorCode.DUPLICATE_MESSAGE, refusal.code());
    }

    private static void refused(String rule, MessageRatchet ratchet, int generation) {
        assertEquals(
                rule,
                assertThrows(MessageRejectedException.class, () -> at(ratchet, generation))
                        .rule());
    }

    @Test
    @DisplayName("KS-7: both sides take the same keys")
    void bothSides() {
        List<Bytes> keys = keys(12);
        MessageRatchet receiver = ratchet(0);
        for (int i = 0; i < keys.size(); i++) {
            RatchetStep step = at(receiver, i);
            assertEquals(keys.get(i), key(step));
            receiver = step.after();
        }
        assertEquals(12, keys.stream().distinct().count());
    }

    @Test
    @DisplayName(
            "KS-10 KS-11: two messages before the newest one stay readable, each once; the one before them is too old")
    void windowEdges() {
        List<Bytes> keys = keys(10);
        MessageRatchet five = at(ratchet(0), 5).after();
        for (int generation : new int[] {0, 1, 2, 5}) {
            duplicate(five, generation);
        }
        RatchetStep three = at(five, 3);
        assertEquals(keys.get(3), key(three));
        duplicate(three.after(), 3);
        RatchetStep four = at(three.after(), 4);
        assertEquals(keys.get(4), key(four));
        assertEquals(List.of(), four.after().skipped());
        assertEquals(6, four.after().generation());
        MessageRatchet six = at(five, 6).after();
        assertEquals(keys.get(4), key(at(six, 4)));
        duplicate(six, 3);
    }

    @Test
    @DisplayName("KS-10: no more keys are kept than the window has, and none with a window of zero")
    void keptKeys() {
        MessageRatchet ratchet = ratchet(0);
        for (int generation = 3; generation < 300; generation += 4) {
            ratchet = at(ratchet, generation).after();
            assertEquals(2, ratchet.skipped().size());
        }
        RatchetWindow none = new RatchetWindow(0, 10);
        MessageRatchet strict = ratchet(0).at(TestSecrets.CRYPTO, 5, none).after();
        assertEquals(List.of(), strict.skipped());
        duplicate(strict, 4);
        assertThrows(IllegalArgumentException.class, () -> new RatchetWindow(-1, 1));
        assertThrows(IllegalArgumentException.class, () -> new RatchetWindow(1, -1));
    }

    @Test
    @DisplayName("KS-10: as many messages as allowed are skipped, one more is refused")
    void forwardBound() {
        MessageRatchet ratchet = ratchet(7);
        at(ratchet, 7 + WINDOW.maximumForward());
        refused("KS-10", ratchet, 7 + WINDOW.maximumForward() + 1);
        refused("KS-10", ratchet, Integer.MAX_VALUE);
        refused("KS-10", ratchet, Integer.MIN_VALUE);
        refused("KS-10", ratchet, -2);
        at(new MessageRatchet(TestSecrets.of(1), Integer.MAX_VALUE, List.of()), Integer.MIN_VALUE + 2);
    }

    @Test
    @DisplayName("MP-17: the last generation is neither sent nor received, and no counter wraps")
    void lastGeneration() {
        MessageRatchet nearly = ratchet(-2);
        assertEquals(-1, nearly.next(TestSecrets.CRYPTO).after().generation());
        assertEquals(-1, at(nearly, -2).after().generation());
        refused("MP-17", nearly, -1);
        MessageRatchet over = ratchet(-1);
        MlsException refusal = assertThrows(MlsException.class, () -> over.next(TestSecrets.CRYPTO));
        assertEquals(ErrorCode.MLS_LIMIT, refusal.code());
        refused("MP-17", over, -1);
        duplicate(over, 0);
    }

    @Test
    @DisplayName("KS-9: taking a key leaves the ratchet as it was, whatever becomes of the next one")
    void value() {
        MessageRatchet before = at(ratchet(0), 5).after();
        RatchetStep skipped = at(before, 4);
        RatchetStep forward = at(before, 9);
        skipped.after().wipeAllBut(Optional.of(before));
        forward.after().wipeAllBut(Optional.of(before));
        assertEquals(keys(10).get(4), key(at(before, 4)));
        assertEquals(keys(10).get(9), key(at(before, 9)));
    }

    @Test
    @DisplayName("KS-8: giving up a ratchet for the next one wipes what was used, and only that")
    void wiped() {
        MessageRatchet before = at(ratchet(0), 5).after();
        MessageKey three = before.skipped().get(0);
        MessageKey four = before.skipped().get(1);
        MessageRatchet after = at(before, 3).after();
        before.wipeAllBut(Optional.of(after));
        assertTrue(three.key().isDestroyed() && three.nonce().isDestroyed());
        assertFalse(four.key().isDestroyed());
        assertFalse(after.secret().isDestroyed());
        MessageRatchet last = at(after, 6).after();
        after.wipeAllBut(Optional.of(last));
        assertTrue(after.secret().isDestroyed());
        assertFalse(four.key().isDestroyed());
        last.wipeAllBut(Optional.empty());
        assertTrue(four.key().isDestroyed() && last.secret().isDestroyed());
    }

    @Test
    @DisplayName("ST-3: a ratchet that was stored in between gives the same keys in any order")
    void randomOrder() {
        List<Bytes> keys = keys(200);
        Random random = new Random(11);
        MessageRatchet ratchet = ratchet(0);
        RatchetWindow wide = new RatchetWindow(20, 20);
        List<Integer> used = new ArrayList<>();
        int newest = -1;
        for (int i = 0; i < 400; i++) {
            int generation = Math.max(0, newest + random.nextInt(-22, 8));
            boolean readable = generation < 200 && !used.contains(generation) && generation >= newest - 20;
            MessageRatchet now = TestSecrets.stored(new MessageRatchetRowCodec(), ratchet);
            if (readable) {
                RatchetStep step = now.at(TestSecrets.CRYPTO, generation, wide);
                assertEquals(keys.get(generation), key(step));
                used.add(generation);
                ratchet = step.after();
                newest = Math.max(newest, generation);
            } else if (generation < 200) {
                assertThrows(MlsException.class, () -> now.at(TestSecrets.CRYPTO, generation, wide));
            }
        }
        assertTrue(used.size() > 50);
    }

    @Test
    @DisplayName("nothing secret is shown")
    void text() {
        MessageRatchet ratchet = at(ratchet(0), 5).after();
        assertEquals("MessageRatchet[generation 6, 2 skipped]", ratchet.toString());
        assertEquals("MessageKey[generation 3]", ratchet.skipped().get(0).toString());
    }
}
