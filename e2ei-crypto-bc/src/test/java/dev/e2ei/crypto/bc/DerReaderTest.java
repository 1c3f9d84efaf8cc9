package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The DER reader")
class DerReaderTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"020100, 0", "02017f, 127", "02020080, 128", "0203010001, 65537"})
    @DisplayName("takes numbers in their shortest form")
    void integers(String der, BigInteger expected) throws MalformedDerException {
        assertEquals(expected, reader(der).nonNegativeInteger());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0200",
                "02020001",
                "020180",
                "0202ffff",
                "0202",
                "02",
                "",
                "0301",
                "0201",
                "02810100",
                "0280010000"
            })
    @DisplayName("refuses numbers that are empty, negative, padded, cut off or of another tag")
    void notIntegers(String der) {
        assertThrows(MalformedDerException.class, () -> reader(der).nonNegativeInteger());
    }

    @ParameterizedTest(name = "{0} octets")
    @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65535})
    @DisplayName("takes lengths in their shortest form")
    void lengths(int length) throws MalformedDerException {
        byte[] content = new byte[length];
        assertArrayEquals(
                content, new DerReader(Der.value(0x30, content)).enter(0x30).remaining());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3080",
                "30800000",
                "308101",
                "30810100",
                "3081",
                "30820001",
                "3082",
                "308200ff",
                "30830000ff",
                "3083000100",
                "3084000000ff",
                "3084ffffffff",
                "30847fffffff",
                "30ff",
                "307f",
                "3001"
            })
    @DisplayName("refuses lengths that are indefinite, padded, too large or beyond the end")
    void notLengths(String der) {
        assertThrows(MalformedDerException.class, () -> reader(der).enter(0x30));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "06032b6570, 1.3.101.112",
        "06082a8648ce3d030107, 1.2.840.10045.3.1.7",
        "06092a864886f70d01010b, 1.2.840.113549.1.1.11",
        "0601 00, 0.0",
        "060127, 0.39",
        "060128, 1.0",
        "060150, 2.0",
        "06028837, 2.999",
        "060a2bffffffffffffffff7f, 1.3.9223372036854775807"
    })
    @DisplayName("writes object identifiers with dots")
    void objectIdentifiers(String der, String expected) throws MalformedDerException {
        assertEquals(expected, reader(der.replace(" ", "")).objectIdentifier());
    }

    @Test
    @DisplayName("refuses object identifiers that are empty, padded, cut off, too large or too long")
    void notObjectIdentifiers() {
        for (String der : new String[] {
            "0600", "06022b80", "060380802b", "06032b8001", "060b2b81ffffffffffffffff7f", "0621" + "2b".repeat(33)
        }) {
            assertThrows(MalformedDerException.class, () -> reader(der).objectIdentifier(), der);
        }
    }

    @Test
    @DisplayName("takes bit strings of whole octets only")
    void bitStrings() throws MalformedDerException {
        assertArrayEquals(new byte[] {7}, reader("03020007").wholeOctetsOfBitString());
        assertArrayEquals(new byte[0], reader("030100").wholeOctetsOfBitString());
        for (String der : new String[] {"0300", "03020100", "030208ff", "0303"}) {
            assertThrows(MalformedDerException.class, () -> reader(der).wholeOctetsOfBitString(), der);
        }
    }

    @Test
    @DisplayName("notices what is left over, and NULL with content")
    void leftOver() throws MalformedDerException {
        DerReader whole = reader("05000500");
        whole.expectNull();
        assertThrows(MalformedDerException.class, whole::expectEnd);
        whole.expectNull();
        whole.expectEnd();
        assertThrows(MalformedDerException.class, () -> reader("050100").expectNull());
    }

    private static DerReader reader(String hex) {
        return new DerReader(Vectors.hex(hex));
    }
}
