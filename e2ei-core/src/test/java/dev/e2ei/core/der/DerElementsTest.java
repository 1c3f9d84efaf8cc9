package dev.e2ei.core.der;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.MalformedCertificateException;
import dev.e2ei.api.error.MalformedCertificateException.Reason;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Elements of DER")
class DerElementsTest {
    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static DerReader reader(String hex) {
        return DerReader.over(octets(hex), "Test");
    }

    private static MalformedCertificateException refused(DerReader reader, Consumer<DerReader> read) {
        return assertThrows(MalformedCertificateException.class, () -> read.accept(reader));
    }

    private static String written(DerWriter writer) {
        return HexFormat.of().formatHex(writer.toByteArray());
    }

    @Test
    @DisplayName("are stepped over one by one, each with its place")
    void steps() {
        DerReader reader = reader("020105040201020500");
        assertEquals(0, reader.position());
        reader.skip("a");
        assertEquals(3, reader.position());
        assertEquals("04020102", reader.element("b").hex());
        assertEquals(7, reader.position());
        assertEquals("0500", reader.remaining().hex());
        assertEquals("04020102", reader.since(3).hex());
        assertTrue(reader.nextIs(DerTag.NULL));
        assertFalse(reader.nextIs(DerTag.INTEGER));
        reader.skip("c");
        assertTrue(reader.isAtEnd());
        assertFalse(reader.nextIs(DerTag.NULL));
        assertEquals(Reason.TRUNCATED, refused(reader, DerReader::nextTag).reason());
    }

    @Test
    @DisplayName("can be begun with in the midst of the octets")
    void from() {
        DerReader reader = DerReader.from(octets("0500020107"), 2, "Test");
        assertEquals(7, reader.smallInteger(DerTag.INTEGER, 7, "n"));
        reader.expectEnd();
    }

    @Test
    @DisplayName("of a whole input are one SEQUENCE, with nothing behind it")
    void whole() {
        assertEquals(5, DerReader.overSequence(octets("3003020105"), "Test").smallInteger(DerTag.INTEGER, 9, "n"));
        MalformedCertificateException trailing = assertThrows(
                MalformedCertificateException.class, () -> DerReader.overSequence(octets("3000050005"), "Test"));
        assertEquals(Reason.TRAILING, trailing.reason());
        assertEquals(2, trailing.offset());
        assertTrue(trailing.getMessage().contains("3 octets"), trailing.getMessage());
    }

    @Test
    @DisplayName("end with the level that holds them, even where the input goes on")
    void levels() {
        DerReader outer = reader("300302020105020107");
        DerReader inner = outer.sequence("inner");
        MalformedCertificateException cut = refused(inner, level -> level.element("n"));
        assertEquals(Reason.TRUNCATED, cut.reason());
        assertTrue(cut.getMessage().contains("2 octets are announced, 1 are there"), cut.getMessage());
        assertEquals(
                Reason.TRUNCATED,
                refused(reader("300102020105").sequence("inner"), level -> level.element("n"))
                        .reason());
        assertEquals(
                Reason.TRUNCATED,
                refused(reader("300302820000020107").sequence("inner"), level -> level.element("n"))
                        .reason());
    }

    @Test
    @DisplayName("may lie at most 32 levels deep")
    void depth() {
        byte[] der = new byte[0];
        for (int i = 0; i < 33; i++) {
            byte[] inner = der;
            der = DerWriter.sequenceOf(out -> out.element(inner));
        }
        DerReader reader = DerReader.over(der, "Test");
        for (int i = 0; i < 32; i++) {
            reader = reader.sequence("s");
        }
        assertEquals(
                Reason.TOO_DEEP, refused(reader, level -> level.sequence("s")).reason());
    }

    @Test
    @DisplayName("are counted over all levels where there is a limit")
    void limit() {
        byte[] four = octets("3009" + "3003020101" + "3000" + "0500");
        DerReader enough = DerReader.overSequence(four, "Test", 5);
        enough.sequence("a").skip("n");
        enough.skip("b");
        enough.skip("c");
        enough.expectEnd();
        DerReader tooFew = DerReader.overSequence(four, "Test", 4);
        tooFew.sequence("a").skip("n");
        tooFew.skip("b");
        MalformedCertificateException refused = refused(tooFew, reader -> reader.skip("c"));
        assertEquals(Reason.TOO_LARGE, refused.reason());
        assertEquals(9, refused.offset());
        assertEquals("Test.c", refused.path());
        assertEquals(
                Reason.TOO_LARGE,
                refused(DerReader.over(four, "Test", 0), reader -> reader.sequence("s"))
                        .reason());
    }

    @Test
    @DisplayName("have ASCII text where it is asked for, and say where it is not")
    void ascii() {
        DerReader reader = reader("16036162630500");
        assertEquals("abc", reader.ascii(DerTag.IA5_STRING, "s"));
        assertEquals(5, reader.position());
        assertEquals("", reader("1600").ascii(DerTag.IA5_STRING, "s"));
        assertEquals("\u007f", reader("16017f80").ascii(DerTag.IA5_STRING, "s"));
        for (String hex : new String[] {"160180", "16036162ff", "1603e16263"}) {
            MalformedCertificateException refused = refused(reader(hex), one -> one.ascii(DerTag.IA5_STRING, "s"));
            assertEquals(Reason.VALUE, refused.reason());
            assertEquals(0, refused.offset());
            assertEquals("Test.s", refused.path());
        }
    }

    @ParameterizedTest(name = "{0} up to {1}: {2}")
    @CsvSource({
        "020100, 0, 0",
        "020101, 0, -1",
        "020109, 9, 9",
        "02010a, 9, -1",
        "0201ff, 9, -1",
        "02047fffffff, 2147483647, 2147483647",
        "02050080000000, 2147483647, -1",
        "02050100000000, 2147483647, -1",
        "02020009, 9, -1",
        "0200, 9, -1"
    })
    @DisplayName("are numbers from zero to their limit, minimally written")
    void smallIntegers(String hex, int limit, int value) {
        if (value < 0) {
            MalformedCertificateException refused =
                    refused(reader(hex), reader -> reader.smallInteger(DerTag.INTEGER, limit, "n"));
            assertEquals(Reason.VALUE, refused.reason());
            assertEquals(0, refused.offset());
        } else {
            assertEquals(value, reader(hex).smallInteger(DerTag.INTEGER, limit, "n"));
        }
    }

    @Test
    @DisplayName("keep a number's octets, sign octet included")
    void integerContent() {
        assertEquals("0080", reader("02020080").integerContent("n").hex());
        assertEquals(
                Reason.VALUE,
                refused(reader("0202007f"), reader -> reader.integerContent("n"))
                        .reason());
    }

    @Test
    @DisplayName("have identifiers of 128 octets and arcs of 18 at most")
    void identifierLimits() {
        String longest = "2a" + "01".repeat(127);
        assertEquals(
                "1.2" + ".1".repeat(127),
                reader("068180" + longest).objectIdentifier("o").toString());
        assertEquals(
                Reason.VALUE,
                refused(reader("068181" + longest + "01"), reader -> reader.objectIdentifier("o"))
                        .reason());
        String arc = "ff".repeat(17) + "7f";
        assertEquals(
                "1.2.85070591730234615865843651857942052863",
                reader("06132a" + arc).objectIdentifier("o").dotted());
        assertEquals(
                Reason.VALUE,
                refused(reader("06142aff" + arc), reader -> reader.objectIdentifier("o"))
                        .reason());
        assertEquals(
                "2.85070591730234615865843651857942052783",
                reader("0612" + arc).objectIdentifier("o").dotted());
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource({
        "06012a, 1.2",
        "060127, 0.39",
        "060128, 1.0",
        "06014f, 1.39",
        "060150, 2.0",
        "0609ffffffffffffffff7f, 2.9223372036854775727",
        "06082affffffffffff7f, 1.2.562949953421311",
        "060a2affffffffffffffff7f, 1.2.9223372036854775807",
        "060b2affffffffffffffffff7f, 1.2.1180591620717411303423"
    })
    @DisplayName("have identifiers with arcs of every length")
    void arcs(String hex, String dotted) {
        assertEquals(dotted, reader(hex).objectIdentifier("o").dotted());
        assertEquals(hex, written(new DerWriter().objectIdentifier(new ObjectIdentifier(dotted))));
    }

    @ParameterizedTest
    @CsvSource({"3.1", "1", "1.02", "1.", "1.2.x", "'1.2 '", "1.-1"})
    @DisplayName("have no identifiers that are written otherwise in a program")
    void identifiersOfPrograms(String dotted) {
        assertThrows(IllegalArgumentException.class, () -> ObjectIdentifier.of(dotted));
    }

    @Test
    @DisplayName("have identifier octets by class and number")
    void tags() {
        assertEquals(0x80, DerTag.context(0));
        assertEquals(0x86, DerTag.context(6));
        assertEquals(0xa0, DerTag.constructed(0));
        assertEquals(0xa3, DerTag.constructed(3));
    }

    @Test
    @DisplayName("are written as they are read")
    void writes() {
        assertEquals("0101ff010100", written(new DerWriter().bool(true).bool(false)));
        assertEquals("0303000102", written(new DerWriter().bitString(new byte[] {1, 2})));
        assertEquals("0c02c3a4", written(new DerWriter().utf8String("ä")));
        assertEquals("3102" + "0500", written(new DerWriter().set(out -> out.element(Bytes.fromHex("0500")))));
        assertEquals("a1020500", written(new DerWriter().constructed(0xa1, out -> out.primitive(5, new byte[0]))));
    }

    @Test
    @DisplayName("have named bits up to the thirty-second")
    void namedBits() {
        assertEquals(Integer.MIN_VALUE, reader("03050000000001").namedBits(DerTag.BIT_STRING, "b"));
        assertEquals(1, reader("03020780").namedBits(DerTag.BIT_STRING, "b"));
        assertEquals(
                Reason.VALUE,
                refused(reader("0306000000000001"), reader -> reader.namedBits(DerTag.BIT_STRING, "b"))
                        .reason());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"0484, TRUNCATED", "048100, LENGTH", "04817f, LENGTH", "0482007f, LENGTH", "048200ff, LENGTH"})
    @DisplayName("have lengths in the fewest octets, all of them there")
    void lengths(String hex, Reason reason) {
        MalformedCertificateException refused = refused(reader(hex), reader -> reader.element("e"));
        assertEquals(reason, refused.reason());
        assertEquals(0, refused.offset());
    }
}
