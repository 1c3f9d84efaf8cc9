package dev.e2ei.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Octets")
class BytesTest {
    @Test
    @DisplayName("are copied in and out")
    void copies() {
        byte[] octets = {1, 2};
        Bytes bytes = Bytes.of(octets);
        octets[0] = 9;
        bytes.toByteArray()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, bytes.toByteArray());
        assertEquals(2, bytes.at(1));
    }

    @Test
    @DisplayName("are values: equal by content, written and read as hexadecimal")
    void values() {
        assertEquals(Bytes.fromHex("00Ff"), Bytes.of((byte) 0, (byte) 255));
        assertEquals("00ff", Bytes.fromHex("00Ff").hex());
        assertNotEquals(Bytes.fromHex("00"), Bytes.EMPTY);
        assertEquals(Bytes.EMPTY, Bytes.fromHex(""));
        assertEquals("ü", Bytes.ofUtf8("ü").utf8());
        assertThrows(IllegalArgumentException.class, () -> Bytes.fromHex("0"));
        assertThrows(IllegalArgumentException.class, () -> Bytes.fromHex("zz"));
        assertThrows(IndexOutOfBoundsException.class, () -> Bytes.EMPTY.at(0));
    }

    @Test
    @DisplayName("show their number only")
    void printing() {
        assertEquals("Bytes[3 octets]", Bytes.ofUtf8("key").toString());
    }
}
