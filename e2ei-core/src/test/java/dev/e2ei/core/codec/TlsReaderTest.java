package dev.e2ei.core.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedMessageException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The presentation language, RFC 9420, section 2.1")
class TlsReaderTest {
    private record Pair(int left, Bytes right) {
        static final TlsCodec<Pair> CODEC = TlsCodec.of(
                (pair, out) -> {
                    out.u16(pair.left);
                    out.bytes(pair.right);
                },
                in -> new Pair(in.field("left").u16(), in.field("right").bytes()));
    }

    private static TlsReader reader(String hex) {
        return new TlsReader(Bytes.fromHex(hex).toByteArray(), DecodeLimits.MESSAGE);
    }

    @Test
    @DisplayName("COD-1: presence is 0 or 1")
    void presence() {
        assertEquals(Optional.empty(), reader("00").optional(Pair.CODEC));
        assertEquals(Optional.of(new Pair(7, Bytes.EMPTY)), reader("01000700").optional(Pair.CODEC));
        assertThrows(MalformedMessageException.class, () -> reader("02000700").optional(Pair.CODEC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c000000000000000", "ff"})
    @DisplayName("COD-2: a length that begins with the bits 11 is malformed")
    void reservedPrefix(String hex) {
        assertThrows(MalformedMessageException.class, () -> reader(hex).vector());
    }

    @ParameterizedTest
    @ValueSource(strings = {"400100", "8000000100", "80003fff"})
    @DisplayName("COD-3: a length longer than it needs to be is malformed")
    void longerLength(String hex) {
        MalformedMessageException wrong =
                assertThrows(MalformedMessageException.class, () -> reader(hex).vector());
        assertTrue(wrong.reason().contains("is written in"), wrong.reason());
    }

    @Test
    @DisplayName("COD-3: lengths are written in the shortest form, and read back, at each border")
    void borders() {
        for (int size : List.of(0, 1, 63, 64, 16_383, 16_384, 70_000)) {
            byte[] content = new byte[size];
            try (TlsWriter out = new TlsWriter()) {
                out.vector(content);
                assertEquals(size + VarInt.size(size), out.size());
                assertArrayEquals(content, new TlsReader(out.toOctets(), DecodeLimits.MESSAGE).vector());
            }
        }
        assertEquals(1, VarInt.size(63));
        assertEquals(2, VarInt.size(64));
        assertEquals(2, VarInt.size(16_383));
        assertEquals(4, VarInt.size(16_384));
        assertThrows(IllegalArgumentException.class, () -> VarInt.size(VarInt.MAX + 1));
        assertThrows(IllegalArgumentException.class, () -> VarInt.size(-1));
    }

    @Test
    @DisplayName("COD-4: a length beyond the end is refused before memory is asked for")
    void announcedLength() {
        assertThrows(MalformedMessageException.class, () -> reader("bfffffff00").vector());
        assertThrows(MalformedMessageException.class, () -> reader("bfffffff00").list(Pair.CODEC));
    }

    @Test
    @DisplayName("COD-5: elements use their vector up exactly, and never read over its end")
    void vectorOfStructures() {
        assertEquals(
                List.of(new Pair(1, Bytes.EMPTY), new Pair(2, Bytes.fromHex("aa"))),
                reader("07" + "000100" + "000201aa").list(Pair.CODEC));
        assertThrows(
                MalformedMessageException.class,
                () -> reader("06" + "000100" + "000201aa").list(Pair.CODEC));
    }

    @Test
    @DisplayName("COD-6: nothing follows the structure, and each prefix of it is malformed")
    void exactly() {
        byte[] whole = Pair.CODEC.toOctets(new Pair(9, Bytes.fromHex("0102")));
        assertEquals(new Pair(9, Bytes.fromHex("0102")), Pair.CODEC.fromOctets(whole, DecodeLimits.MESSAGE));
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThrows(MalformedMessageException.class, () -> Pair.CODEC.fromOctets(prefix, DecodeLimits.MESSAGE));
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(MalformedMessageException.class, () -> Pair.CODEC.fromOctets(longer, DecodeLimits.MESSAGE));
    }

    @Test
    @DisplayName("COD-7: numbers are unsigned and big-endian")
    void numbers() {
        assertEquals(0xfedc_ba98L, reader("fedcba98").u32AsLong());
        assertEquals(0xfedc_ba98_7654_3210L, reader("fedcba9876543210").u64());
    }

    @Test
    @DisplayName("COD-11: input, and the number of elements, are bounded by the caller's limits")
    void limits() {
        DecodeLimits small = new DecodeLimits(8, 2);
        assertThrows(MalformedMessageException.class, () -> new TlsReader(new byte[9], small));
        byte[] three = Bytes.fromHex("06" + "0000" + "0000" + "0000").toByteArray();
        TlsCodec<Integer> number = TlsCodec.of((value, out) -> out.u16(value), TlsReader::u16);
        assertThrows(MalformedMessageException.class, () -> new TlsReader(three, small).list(number));
        TlsCodec<Integer> nothing = TlsCodec.of((value, out) -> {}, in -> 0);
        assertThrows(MalformedMessageException.class, () -> new TlsReader(three, small).list(nothing));
    }

    @Test
    @DisplayName("what is wrong is told with its offset and the path of fields")
    void path() {
        TlsReader in = reader("06" + "000100" + "0002c0");
        MalformedMessageException wrong = assertThrows(
                MalformedMessageException.class, () -> in.field("pairs").list(Pair.CODEC));
        assertEquals("pairs[1].right", wrong.field());
        assertEquals(7, wrong.offset());
        MalformedMessageException inner =
                assertThrows(MalformedMessageException.class, () -> reader("00").struct("outer", Pair.CODEC));
        assertEquals("outer.left", inner.field());
    }
}
