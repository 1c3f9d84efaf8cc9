package dev.e2ei.core.der;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The DER reader")
class DerReaderTest {
    private static DerReader reader(String hex) {
        return DerReader.over(HexFormat.of().parseHex(hex), "Test");
    }

    private static MalformedCertificateException refused(String hex, Function<DerReader, Object> read) {
        DerReader reader = reader(hex);
        return assertThrows(MalformedCertificateException.class, () -> {
            read.apply(reader);
            reader.expectEnd();
        });
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', TRUNCATED",
        "30, TRUNCATED",
        "3001, TRUNCATED",
        "3081, TRUNCATED",
        "308201, TRUNCATED",
        "3080020100, LENGTH",
        "30ff, LENGTH",
        "30850000000000, LENGTH",
        "308103020100, LENGTH",
        "30820003020100, LENGTH",
        "3084ffffffff, LENGTH",
        "30847fffffff, TRUNCATED",
        "3103020100, TAG",
        "3f03020100, TAG",
        "300302010000, TRAILING"
    })
    @DisplayName("refuses lengths and tags that are not strict DER")
    void strictHeaders(String hex, Reason reason) {
        assertEquals(reason, refused(hex, r -> r.sequence("s")).reason());
    }

    @Test
    @DisplayName("refuses tag numbers of several octets even when asked for them")
    void highTagNumbers() {
        assertEquals(Reason.TAG, refused("1f8101020100", r -> r.element("e")).reason());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "020100, 0",
        "02017f, 127",
        "02020080, 128",
        "0201ff, -1",
        "020180, -128",
        "020900ffffffffffffffff, 18446744073709551615"
    })
    @DisplayName("reads integers")
    void integers(String hex, BigInteger value) {
        assertEquals(value, reader(hex).integer("n"));
        assertEquals(
                hex, HexFormat.of().formatHex(new DerWriter().integer(value).toByteArray()));
    }

    @ParameterizedTest
    @CsvSource({"0200", "02020000", "0202007f", "0202ff80", "0203000080"})
    @DisplayName("refuses integers that are empty or not minimal")
    void notMinimalIntegers(String hex) {
        assertEquals(Reason.VALUE, refused(hex, r -> r.integer("n")).reason());
    }

    @ParameterizedTest
    @CsvSource({"0201ff", "02020100", "02050080000000"})
    @DisplayName("refuses numbers outside their limits")
    void smallIntegers(String hex) {
        assertEquals(
                Reason.VALUE,
                refused(hex, r -> r.smallInteger(DerTag.INTEGER, 255, "n")).reason());
    }

    @Test
    @DisplayName("reads booleans as 00 and FF only")
    void booleans() {
        assertTrue(reader("0101ff").bool(DerTag.BOOLEAN, "b"));
        assertFalse(reader("010100").bool(DerTag.BOOLEAN, "b"));
        for (String hex : new String[] {"010101", "0100", "0102ffff"}) {
            assertEquals(
                    Reason.VALUE, refused(hex, r -> r.bool(DerTag.BOOLEAN, "b")).reason());
        }
    }

    @Test
    @DisplayName("refuses a default value that is spelled out")
    void defaults() {
        assertTrue(reader("0101ff").boolDefaultFalse(DerTag.BOOLEAN, "b"));
        assertFalse(reader("0500").boolDefaultFalse(DerTag.BOOLEAN, "b"));
        assertEquals(
                Reason.VALUE,
                refused("010100", r -> r.boolDefaultFalse(DerTag.BOOLEAN, "b")).reason());
    }

    @Test
    @DisplayName("reads bit strings of whole octets only")
    void bitStrings() {
        assertEquals(
                "abcd", reader("030300abcd").bitString(DerTag.BIT_STRING, "b").hex());
        for (String hex : new String[] {"0300", "030301abcc", "030308abcd"}) {
            assertEquals(
                    Reason.VALUE,
                    refused(hex, r -> r.bitString(DerTag.BIT_STRING, "b")).reason());
        }
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({"03020780, 1", "03020106, 96", "0303070080, 256", "030100, 0"})
    @DisplayName("reads named bits")
    void namedBits(String hex, int bits) {
        assertEquals(bits, reader(hex).namedBits(DerTag.BIT_STRING, "b"));
    }

    @ParameterizedTest
    @CsvSource({"03020080", "03020781", "0300", "030108", "0306000000000001", "030107", "0302ff80"})
    @DisplayName("refuses named bits with trailing or unused bits")
    void strictNamedBits(String hex) {
        assertEquals(
                Reason.VALUE,
                refused(hex, r -> r.namedBits(DerTag.BIT_STRING, "b")).reason());
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource({
        "06032b6570, 1.3.101.112",
        "06092a864886f70d010101, 1.2.840.113549.1.1.1",
        "0603883703, 2.999.3",
        "060100, 0.0",
        "06017f, 2.47"
    })
    @DisplayName("reads and writes object identifiers")
    void objectIdentifiers(String hex, String dotted) {
        assertEquals(ObjectIdentifier.of(dotted), reader(hex).objectIdentifier("o"));
        assertEquals(
                hex,
                HexFormat.of()
                        .formatHex(new DerWriter()
                                .objectIdentifier(ObjectIdentifier.of(dotted))
                                .toByteArray()));
    }

    @ParameterizedTest
    @CsvSource({"0600", "060180", "06022b80", "06032b8001", "06142bffffffffffffffffffffffffffffffffffffff7f"})
    @DisplayName("refuses object identifiers that are empty, cut off, padded or boundless")
    void malformedIdentifiers(String hex) {
        assertEquals(Reason.VALUE, refused(hex, r -> r.objectIdentifier("o")).reason());
    }

    @ParameterizedTest(name = "{1} = {2}")
    @CsvSource({
        "23, 491231235959Z, 2049-12-31T23:59:59Z",
        "23, 500101000000Z, 1950-01-01T00:00:00Z",
        "24, 20500101000000Z, 2050-01-01T00:00:00Z",
        "24, 20240229120000Z, 2024-02-29T12:00:00Z"
    })
    @DisplayName("reads both kinds of time")
    void times(int tag, String text, Instant value) {
        byte[] der = new DerWriter()
                .primitive(tag, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .toByteArray();
        assertEquals(value, DerReader.over(der, "Test").time("t"));
    }

    @ParameterizedTest
    @CsvSource({
        "23, 4912312359Z",
        "23, 491231235959+0000",
        "23, 491231235960Z",
        "23, 491331235959Z",
        "23, 230229000000Z",
        "23, 49 231235959Z",
        "24, 20500101000000.5Z",
        "24, 20500101000000",
        "24, 500101000000Z",
        "22, 500101000000Z"
    })
    @DisplayName("refuses times in any other spelling")
    void strictTimes(int tag, String text) {
        byte[] der = new DerWriter()
                .primitive(tag, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .toByteArray();
        assertThrows(
                MalformedCertificateException.class,
                () -> DerReader.over(der, "Test").time("t"));
    }

    @Test
    @DisplayName("stops at a bounded depth")
    void depth() {
        byte[] der = new byte[0];
        for (int i = 0; i < 40; i++) {
            byte[] inner = der;
            der = DerWriter.sequenceOf(out -> out.element(inner));
        }
        DerReader reader = DerReader.over(der, "Test");
        MalformedCertificateException refused = assertThrows(MalformedCertificateException.class, () -> {
            DerReader current = reader;
            while (true) {
                current = current.sequence("s");
            }
        });
        assertEquals(Reason.TOO_DEEP, refused.reason());
    }

    @Test
    @DisplayName("says at which octet and in which field it was")
    void offsetAndPath() {
        MalformedCertificateException refused = refused(
                "300530030101aa", r -> r.sequence("outer").sequence("inner").bool(DerTag.BOOLEAN, "flag"));
        assertEquals(4, refused.offset());
        assertEquals("Test.outer.inner.flag", refused.path());
    }

    @Test
    @DisplayName("writes lengths of every size that it reads")
    void lengths() {
        for (int size : new int[] {0, 1, 127, 128, 255, 256, 65_535, 65_536, 1_000_000}) {
            byte[] der = new DerWriter().octetString(new byte[size]).toByteArray();
            DerReader reader = DerReader.over(der, "Test");
            assertEquals(size, reader.content(DerTag.OCTET_STRING, "o").size());
            assertTrue(reader.isAtEnd());
        }
    }
}
