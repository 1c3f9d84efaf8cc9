package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Hosts in names")
class HostNamesTest {
    private static final String LABEL = "a".repeat(63);

    @ParameterizedTest
    @ValueSource(strings = {"a", "z", "A", "Z", "0", "9", "-", "_", "a.b", "az-AZ_09.x"})
    @DisplayName("are made of letters, digits, hyphens and underscores")
    void hostNames(String name) {
        assertTrue(DnsLabels.isHostName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "a.", ".a", "a..b", "@", "[", "`", "{", "/", ":", "a b", "a%", "\u00e4", "\u007f", "a\n"
            })
    @DisplayName("have nothing else, and no empty label")
    void noHostNames(String name) {
        assertFalse(DnsLabels.isHostName(name));
    }

    @Test
    @DisplayName("have labels of 63 characters and 253 in all at most")
    void lengths() {
        assertTrue(DnsLabels.hasLabels(LABEL));
        assertFalse(DnsLabels.hasLabels(LABEL + "a"));
        assertTrue(DnsLabels.hasLabels("b." + LABEL));
        assertTrue(DnsLabels.hasLabels((LABEL + ".").repeat(3) + "a".repeat(61)));
        assertFalse(DnsLabels.hasLabels((LABEL + ".").repeat(3) + "a".repeat(62)));
        assertFalse(DnsLabels.hasLabels(""));
        assertTrue(DnsLabels.hasLabels("!~"));
        assertFalse(DnsLabels.hasLabels(" "));
        assertFalse(DnsLabels.hasLabels("\u007f"));
        assertFalse(DnsLabels.hasLabels("a."));
    }

    @ParameterizedTest(name = "{0} below {1}: {2}")
    @CsvSource({
        "a.wire.com, wire.com, true",
        "a.b.WIRE.com, wire.com, true",
        "wire.com, wire.com, false",
        ".wire.com, wire.com, false",
        "awire.com, wire.com, false",
        "a.wire.co, wire.com, false",
        "com, wire.com, false"
    })
    @DisplayName("lie below a domain with labels of their own")
    void below(String name, String domain, boolean below) {
        assertEquals(below, DnsLabels.isBelow(name, domain));
    }

    @Test
    @DisplayName("are the same in either case")
    void same() {
        assertTrue(DnsLabels.isSame("Wire.com", "wIRE.COM"));
        assertFalse(DnsLabels.isSame("wire.com", "wire.co"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "x://wire.com, wire.com",
        "a+-.9Z://wire.com, wire.com",
        "z://wire.com/path, wire.com",
        "x://wire.com?query, wire.com",
        "x://wire.com#fragment, wire.com",
        "x://user@wire.com, wire.com",
        "x://@wire.com, wire.com",
        "x://wire.com:, wire.com",
        "x://wire.com:443/, wire.com",
        "x://%40alice@wire.com, wire.com",
        "x://%4F%fa@wire.com, wire.com",
        "x://wire.com/%2f, wire.com",
        "x://wire.a1, wire.a1"
    })
    @DisplayName("are found in a URI")
    void found(String uri, String host) {
        assertEquals(Optional.of(host), UriHost.of(uri));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "wire.com",
                "://wire.com",
                "9x://wire.com",
                "+x://wire.com",
                "x_://wire.com",
                "x!://wire.com",
                "@x://wire.com",
                "[x://wire.com",
                "`x://wire.com",
                "{x://wire.com",
                "x{://wire.com",
                "x://",
                "x:///path",
                "x://:80",
                "x://user@",
                "x:wire.com",
                "x:/wire.com",
                "x://wire.com:8a",
                "x://wire.com#a#b",
                "x://wire.com##",
                "x://a@b@wire.com",
                "x://wire%2ecom",
                "x://wire.com/%",
                "x://wire.com/%4",
                "x://wire.com/%4g",
                "x://wire.com/%g4",
                "x://wire.com/%/4",
                "x://evil.com\\@wire.com",
                "x://wire.com\n",
                "x://wire.com/ ",
                "x://wire.com/[",
                "x://wire.com/`",
                "x://wire.com/{",
                "x://wire.com/\u00e4",
                "x://1.2.3.4",
                "x://wire.9",
                "x://wire.0x1",
                "x://wire.0X1",
                "x://[::1]"
            })
    @DisplayName("are not guessed")
    void notFound(String uri) {
        assertEquals(Optional.empty(), UriHost.of(uri));
    }

    @Test
    @DisplayName("stand in names of nine forms, which show no person")
    void forms() {
        ObjectIdentifier id = ObjectIdentifier.of("1.2.3");
        List<GeneralName> names = List.of(
                new GeneralName.OtherName(id, Bytes.EMPTY),
                new GeneralName.Rfc822Name("alice@wire.com"),
                new GeneralName.DnsName("wire.com"),
                new GeneralName.X400Address(Bytes.EMPTY),
                new GeneralName.DirectoryName(DistinguishedName.parse(new byte[] {0x30, 0})),
                new GeneralName.EdiPartyName(Bytes.EMPTY),
                new GeneralName.UniformResourceIdentifier("x://alice@wire.com"),
                new GeneralName.IpAddress(Bytes.EMPTY),
                new GeneralName.RegisteredId(id));
        assertEquals(
                List.of(
                        "otherName",
                        "rfc822Name",
                        "dNSName",
                        "x400Address",
                        "directoryName",
                        "ediPartyName",
                        "uniformResourceIdentifier",
                        "iPAddress",
                        "registeredID"),
                names.stream().map(GeneralName::form).toList());
        assertEquals("Rfc822Name[]", names.get(1).toString());
        assertEquals("DirectoryName[]", names.get(4).toString());
        assertEquals("UniformResourceIdentifier[]", names.get(6).toString());
    }
}
