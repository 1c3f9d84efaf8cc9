package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.DerWriter;
import dev.e2ei.core.der.ObjectIdentifier;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A distinguished name")
class DistinguishedNameTest {
    private static final ObjectIdentifier CN = AttributeTypeAndValue.COMMON_NAME;
    private static final ObjectIdentifier O = AttributeTypeAndValue.ORGANIZATION;

    private static void attribute(DerWriter set, ObjectIdentifier type, int tag, String value) {
        Charset charset = tag == DerTag.BMP_STRING ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        set.sequence(one -> one.objectIdentifier(type).primitive(tag, value.getBytes(charset)));
    }

    private static DistinguishedName name(int tag, String commonName) {
        return DistinguishedName.parse(
                DerWriter.sequenceOf(out -> out.set(set -> attribute(set, CN, tag, commonName))));
    }

    private static DistinguishedName name(String... texts) {
        return DistinguishedName.parse(DerWriter.sequenceOf(out -> {
            for (String text : texts) {
                out.set(set -> attribute(set, CN, DerTag.UTF8_STRING, text));
            }
        }));
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "Wire, wire, true",
        "'Wire  Swiss', ' wire swiss ', true",
        "'Wire Swiss', WireSwiss, false",
        "Straße, STRASSE, true",
        "Ä, 'A\u0308', true",
        "\uff37ire, Wire, true",
        "Wire, Wíre, false"
    })
    @DisplayName("is compared without regard to case, compatibility forms and runs of blanks")
    void comparison(String left, String right, boolean equal) {
        assertEquals(equal, name(left).equals(name(right)));
        assertEquals(equal, name(left).hashCode() == name(right).hashCode());
    }

    @Test
    @DisplayName("is compared whatever string type carries the text, save for TeletexString")
    void stringTypes() {
        assertEquals(name(DerTag.PRINTABLE_STRING, "Wire"), name(DerTag.UTF8_STRING, "wire"));
        assertEquals(name(DerTag.BMP_STRING, "Wire"), name(DerTag.UTF8_STRING, "wire"));
        assertNotEquals(name(DerTag.TELETEX_STRING, "Wire"), name(DerTag.UTF8_STRING, "Wire"));
        assertEquals(name(DerTag.TELETEX_STRING, "Wire"), name(DerTag.TELETEX_STRING, "Wire"));
    }

    @Test
    @DisplayName("does not mix up where one attribute ends and the next begins")
    void boundaries() {
        assertNotEquals(name("a", "b"), name("b", "a"));
        assertNotEquals(name("ab"), name("a", "b"));
        assertNotEquals(name("a2.5.4.3=2:tb"), name("a", "b"));
        DistinguishedName joint = DistinguishedName.parse(DerWriter.sequenceOf(out -> out.set(set -> {
            attribute(set, CN, DerTag.UTF8_STRING, "a");
            attribute(set, O, DerTag.UTF8_STRING, "b");
        })));
        DistinguishedName swapped = DistinguishedName.parse(DerWriter.sequenceOf(out -> out.set(set -> {
            attribute(set, O, DerTag.UTF8_STRING, "B");
            attribute(set, CN, DerTag.UTF8_STRING, "A");
        })));
        assertEquals(joint, swapped);
        assertEquals("CN=a+O=b", joint.toString());
    }

    @Test
    @DisplayName("lies in the subtrees of its own beginnings")
    void subtrees() {
        assertTrue(name("a", "b", "c").isWithin(name("A", "B")));
        assertTrue(name("a").isWithin(name("a")));
        assertTrue(name("a").isWithin(name()));
        assertFalse(name("a").isWithin(name("a", "b")));
        assertFalse(name("a", "b").isWithin(name("b")));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Wire|CN=Wire",
                "a,b+c|CN=a\\,b\\+c",
                "#a|CN=\\#a",
                "' a '|CN=\\ a\\ ",
                "\"a\" <b>;\\|CN=\\\"a\\\" \\<b\\>\\;\\\\",
                "Ä|CN=Ä"
            })
    @DisplayName("is written as RFC 4514 says")
    void rfc4514(String text, String written) {
        assertEquals(written.strip(), name(text).toString().strip());
    }

    @Test
    @DisplayName("is written so that it breaks no line")
    void controls() {
        assertEquals("CN=a\\0Ab\\C2\\85", name("a\nb\u0085").toString());
        assertEquals("CN=b,CN=a", name("a", "b").toString());
        assertEquals("", name().toString());
    }
}
