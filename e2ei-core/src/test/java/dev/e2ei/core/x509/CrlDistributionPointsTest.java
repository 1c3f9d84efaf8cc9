package dev.e2ei.core.x509;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.e2ei.core.pki.TestCertificate;
import dev.e2ei.core.pki.TestKey;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A distribution point")
class CrlDistributionPointsTest {
    private static final TestKey KEY = TestKey.p256();

    private static List<URI> of(String... uris) {
        return CrlDistributionPoints.of(
                TestCertificate.leaf("CA").distributionPoints(uris).signedBy(KEY));
    }

    @ParameterizedTest
    @CsvSource({
        "http://crl.wire.com/list, http://crl.wire.com/list",
        "HTTP://CRL.Wire.COM/List, http://crl.wire.com/List",
        "http://crl.wire.com:80/list, http://crl.wire.com/list",
        "https://crl.wire.com:443/list, https://crl.wire.com/list",
        "http://crl.wire.com:443/list, http://crl.wire.com:443/list",
        "https://crl.wire.com:80/list, https://crl.wire.com:80/list",
        "http://crl.wire.com:/list, http://crl.wire.com/list",
        "http://crl.wire.com:8080/list, http://crl.wire.com:8080/list",
        "http://crl.wire.com./list, http://crl.wire.com/list",
        "http://crl.wire.com.:80/list#newest, http://crl.wire.com/list",
        "http://crl.wire.com, http://crl.wire.com/",
        "http://crl.wire.com?list=1, http://crl.wire.com/?list=1",
        "http://crl.wire.com/a%2Fb?c=%20#d, http://crl.wire.com/a%2Fb?c=%20",
        "http://who@crl.wire.com/list, http://who@crl.wire.com/list",
        "http://[2001:DB8::1]:80/list, http://[2001:db8::1]/list",
        "http://192.0.2.1:080/list, http://192.0.2.1/list"
    })
    @DisplayName("is the same in every spelling of it, and normalizing again changes nothing")
    void normalized(String text, String expected) {
        URI normalized = CrlDistributionPoints.normalize(URI.create(text));
        assertEquals(URI.create(expected), normalized);
        assertEquals(normalized, CrlDistributionPoints.normalize(normalized));
        assertEquals(List.of(normalized), of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://crl.wire.com:80/list", "mailto:crl@wire.com", "http:list", "list", "http:///list"})
    @DisplayName("that is no address on the web stays as it is, and is not offered")
    void noAddress(String text) {
        assertEquals(URI.create(text), CrlDistributionPoints.normalize(URI.create(text)));
        assertEquals(List.of(), of(text));
    }

    @Test
    @DisplayName("is offered once, in order, if it can be read and has at most 2048 octets")
    void offered() {
        String longest = "http://crl.wire.com/" + "x".repeat(CrlDistributionPoints.MAX_LENGTH - 20);
        assertEquals(
                List.of(URI.create("http://b.example/"), URI.create("http://a.example/"), URI.create(longest)),
                of(
                        "http://b.example/",
                        "http://a.example",
                        "HTTP://B.example:80",
                        "http://a b.example/",
                        "http://crl_1.wire.com:port/",
                        longest,
                        longest + "x"));
        assertEquals(
                List.of(), CrlDistributionPoints.of(TestCertificate.leaf("CA").signedBy(KEY)));
    }

    @Test
    @DisplayName("is an address among names of other kinds")
    void otherKinds() {
        DistributionPointName name = new DistributionPointName(
                List.of(
                        new GeneralName.DnsName("crl.wire.com"),
                        new GeneralName.UniformResourceIdentifier("http://crl.wire.com/list")),
                Optional.empty());
        assertEquals(
                List.of(URI.create("http://crl.wire.com/list")),
                CrlDistributionPoints.addresses(name).toList());
    }
}
