package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.core.der.DerReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A plain entry of a revocation list")
class PlainEntryTest {
    private static final String DATE = "170d" + hex("260601000000Z");
    private static final String REASON = "300c300a0603551d150403";

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] entry(String content) {
        return HexFormat.of().parseHex(String.format("30%02x%s", content.length() / 2, content));
    }

    private static boolean isPlain(byte[] entry) {
        return PlainEntry.isAt(entry, 0, true);
    }

    private static boolean isRight(byte[] entry, boolean extensionsAllowed) {
        try {
            RevokedCertificate.read(DerReader.over(entry, "entry"), extensionsAllowed);
            return true;
        } catch (MalformedCertificateException e) {
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"020100", "020105", "02017f", "02020080", "0202ff7f", "02020100", "0202feff", "0201ff"})
    @DisplayName("has a serial number of any length, minimally written, and a date")
    void serialNumbers(String serialNumber) {
        assertTrue(isPlain(entry(serialNumber + DATE)));
        assertTrue(isPlain(entry(serialNumber + DATE + REASON + "0a0101")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0200", "0202007f", "02020000", "0202ff80", "0202ffff", "030105", "0203", "020205"})
    @DisplayName("has no other serial number")
    void noSerialNumbers(String serialNumber) {
        assertFalse(isPlain(entry(serialNumber + DATE)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "000101000000Z, true",
        "991228235959Z, true",
        "260601095959Z, true",
        "260600000000Z, false",
        "260629000000Z, false",
        "260001000000Z, false",
        "261301000000Z, false",
        "260601240000Z, false",
        "260601006000Z, false",
        "260601000060Z, false",
        "260601000000z, false",
        "2606010000000, false",
        "/90601000000Z, false",
        ":90601000000Z, false",
        "2/0601000000Z, false",
        "2:0601000000Z, false",
        "26060100000/Z, false",
        "26060100000:Z, false",
        "2606010/0000Z, false"
    })
    @DisplayName("has a date to the second, but for the last days of a month")
    void dates(String date, boolean plain) {
        byte[] entry = entry("020105170d" + hex(date));
        assertEquals(plain, isPlain(entry));
        assertTrue(!plain || isRight(entry, true));
        byte[] generalized = entry("020105180f" + hex("20" + date));
        assertFalse(isPlain(generalized));
    }

    @Test
    @DisplayName("has at most one extension, a reason that keeps it on the list")
    void reasons() {
        for (int reason = 0; reason < 256; reason++) {
            byte[] entry = entry("020105" + DATE + REASON + String.format("0a01%02x", reason));
            assertEquals(reason <= 10 && reason != 8, isPlain(entry), "reason " + reason);
            assertFalse(PlainEntry.isAt(entry, 0, false));
        }
        assertTrue(PlainEntry.isAt(entry("020105" + DATE), 0, false));
        assertFalse(isPlain(entry("020105" + DATE + REASON + "0a010100")));
        assertFalse(isPlain(entry("020105" + DATE + "0500")));
    }

    @Test
    @DisplayName("is right wherever it is taken for one, whichever octet is another")
    void alterations() {
        for (byte[] right : new byte[][] {
            entry("02020180" + DATE), entry("020105" + DATE + REASON + "0a0101"), entry("0201ff" + DATE)
        }) {
            int plain = 0;
            for (int place = 0; place < right.length; place++) {
                for (int octet = 0; octet < 256; octet++) {
                    byte[] altered = right.clone();
                    altered[place] = (byte) octet;
                    if (isPlain(altered)) {
                        plain++;
                        assertTrue(isRight(altered, true), HexFormat.of().formatHex(altered));
                    }
                }
            }
            assertTrue(plain > 256, plain + " are plain");
        }
    }

    @Test
    @DisplayName("is looked for within the octets, wherever it begins")
    void places() {
        byte[] one = entry("020105" + DATE);
        byte[] among = new byte[one.length + 7];
        System.arraycopy(one, 0, among, 5, one.length);
        assertTrue(PlainEntry.isAt(among, 5, true));
        assertFalse(PlainEntry.isAt(among, 4, true));
        assertTrue(PlainEntry.isAt(Arrays.copyOf(among, 5 + one.length), 5, true));
        for (int length = 0; length < one.length; length++) {
            assertFalse(PlainEntry.isAt(Arrays.copyOf(one, length), 0, true));
        }
        assertFalse(PlainEntry.isAt(one, one.length - 1, true));
        assertFalse(PlainEntry.isAt(one, one.length, true));
    }
}
