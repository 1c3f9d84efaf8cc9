package dev.e2ei.acme.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.acme.AddressPolicy;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The way to a revocation list")
class CrlRouteTest {
    private static final TrustSourceConfig CONFIG =
            TrustSourceConfig.of(URI.create("https://ca.example/acme/wire/directory"));
    private static final URI PROXY = URI.create("https://ca.example/proxyCrl");
    private static final URI POINT = URI.create("http://crl.example/1.0/crl");

    @Test
    @DisplayName("leads to the distribution point itself, on the public internet unless the host allows more")
    void direct() {
        assertEquals(
                new Hop(POINT, AddressPolicy.PUBLIC_ONLY), CrlRoute.of(CONFIG).to(POINT));
        assertEquals(
                new Hop(POINT, AddressPolicy.ANY_FOR_SIGNED),
                CrlRoute.of(CONFIG.withPrivateAddressesAllowed(true)).to(POINT));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource({
        "http://crl.example/1.0/crl, crl.example",
        "http://CRL.example:80/crl, crl.example",
        "https://crl.example:443/crl, crl.example",
        "https://crl.example:80/crl, crl.example:80",
        "http://crl.example:8080/crl?a=b, crl.example:8080",
        "http://192.0.2.1/crl, 192.0.2.1",
        "http://[2001:DB8::1]:8080/crl, %5B2001:db8::1%5D:8080"
    })
    @DisplayName("through Wire's proxy tells the host alone, and its port where it is not the usual one")
    void proxied(String point, String told) {
        for (String slash : new String[] {"", "/"}) {
            CrlRoute route = CrlRoute.of(CONFIG.withCrlProxy(URI.create(PROXY + slash)));
            assertEquals(new Hop(URI.create(PROXY + "/" + told), AddressPolicy.ANY), route.to(URI.create(point)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap://crl.example/cn=crl",
                "file:///etc/passwd",
                "ftp://crl.example/crl",
                "jar:http://crl.example/a!/b",
                "http:///crl",
                "http://user@crl.example/crl",
                "http://bad_host/crl",
                "http:crl.example",
                "/crl"
            })
    @DisplayName("is not there for anything but an http or https address with a host, with the proxy or without")
    void refused(String point) {
        for (CrlRoute route : new CrlRoute[] {CrlRoute.of(CONFIG), CrlRoute.of(CONFIG.withCrlProxy(PROXY))}) {
            assertEquals(
                    ErrorCode.TRANSPORT_ADDRESS_REFUSED,
                    assertThrows(TransportException.class, () -> route.to(URI.create(point)))
                            .code());
        }
    }

    @Test
    @DisplayName("has an end for addresses that are too long")
    void tooLong() {
        CrlRoute route = CrlRoute.of(CONFIG);
        String start = "http://crl.example/";
        URI longest = URI.create(start + "x".repeat(2048 - start.length()));
        assertEquals(longest, route.to(longest).address());
        assertThrows(TransportException.class, () -> route.to(URI.create(longest + "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://ca.example/proxy", "https://ca.example/proxy?host=", "https://ca.example/#", "proxy"})
    @DisplayName("takes no proxy to which a host cannot be appended")
    void badProxy(String proxy) {
        assertThrows(IllegalArgumentException.class, () -> CrlRoute.of(CONFIG.withCrlProxy(URI.create(proxy))));
    }
}
