package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Decoded public keys")
class DecodedPointsTest {
    private final DecodedPoints points = new DecodedPoints(NistCurve.P256);

    @Test
    @DisplayName("are kept while they are used, and leave when others have come")
    void bounded() {
        byte[] first = key();
        byte[] used = key();
        var firstDecoded = points.decode(first).orElseThrow();
        var usedDecoded = points.decode(used).orElseThrow();
        assertSame(firstDecoded, points.decode(first.clone()).orElseThrow());
        for (int i = 0; i < DecodedPoints.LIMIT; i++) {
            points.decode(key());
            assertSame(usedDecoded, points.decode(used).orElseThrow());
        }
        assertEquals(DecodedPoints.LIMIT, points.size());
        assertNotSame(firstDecoded, points.decode(first).orElseThrow());
    }

    @Test
    @DisplayName("are not kept if they are none")
    void invalid() {
        byte[] offCurve = key();
        offCurve[64] ^= 1;
        assertTrue(points.decode(offCurve).isEmpty());
        assertTrue(points.decode(new byte[0]).isEmpty());
        assertTrue(points.decode(new byte[65]).isEmpty());
        assertEquals(0, points.size());
    }

    @Test
    @DisplayName("do not change with the array that they were read from")
    void copied() {
        byte[] one = key();
        byte[] other = key();
        byte[] array = one.clone();
        var decoded = points.decode(array).orElseThrow();
        System.arraycopy(other, 0, array, 0, array.length);
        assertNotSame(decoded, points.decode(array).orElseThrow());
        assertSame(decoded, points.decode(one).orElseThrow());
    }

    private static byte[] key() {
        return NistCurve.P256.generate(new SystemRandom()).publicKey();
    }
}
