package dev.e2ei.tests.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.x509.GeneralName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The name that a case wants")
class PeerNameTest {
    @ParameterizedTest(name = "{0} is {1}: {2}")
    @CsvSource({
        "DNS:example.com, dns:example.com, true",
        "DNS:EXAMPLE.com, dns:example.COM, true",
        "DNS:example.com., dns:example.com, true",
        "DNS:example.com, dns:a.example.com, false",
        "DNS:a.example.com, dns:*.example.com, true",
        "DNS:b.a.example.com, dns:*.example.com, false",
        "DNS:example.com, dns:*.example.com, false",
        "DNS:a.example.com, dns:a*.example.com, false",
        "DNS:a.example.com, dns:a.*.com, false",
        "DNS:example.com, dns:*.com, false",
        "DNS:*.example.com, dns:*.example.com, false",
        "DNS:127.0.0.1, ip:7f000001, false",
        "IP:127.0.0.1, ip:7f000001, true",
        "IP:::1, ip:00000000000000000000000000000001, true",
        "IP:127.0.0.2, ip:7f000001, false",
        "IP:localhost, ip:7f000001, false",
        "URI:wireapp://x@wire.com, uri:wireapp://x@wire.com, true",
        "URI:wireapp://x@wire.com, uri:wireapp://y@wire.com, false",
        "EMAIL:a@example.com, mail:a@EXAMPLE.com, true",
        "RFC822:a@example.com, mail:A@example.com, false",
        "OTHER:example.com, dns:example.com, false"
    })
    @DisplayName("is compared in the way of its kind")
    void matches(String wanted, String presented, boolean expected) {
        assertEquals(expected, PeerName.parse(wanted).matches(name(presented)));
    }

    private static GeneralName name(String presented) {
        String value = presented.substring(presented.indexOf(':') + 1);
        return switch (presented.substring(0, presented.indexOf(':'))) {
            case "dns" -> new GeneralName.DnsName(value);
            case "ip" -> new GeneralName.IpAddress(Bytes.fromHex(value));
            case "uri" -> new GeneralName.UniformResourceIdentifier(value);
            default -> new GeneralName.Rfc822Name(value);
        };
    }
}
