package dev.e2ei.acme.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.e2ei.api.Bytes;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The address policy")
class PublicAddressTest {
    @ParameterizedTest(name = "{0} is public: {1}")
    @CsvSource({
        "0.0.0.0, false",
        "0.255.255.255, false",
        "1.0.0.0, true",
        "9.255.255.255, true",
        "10.0.0.0, false",
        "10.255.255.255, false",
        "11.0.0.0, true",
        "100.63.255.255, true",
        "100.64.0.0, false",
        "100.127.255.255, false",
        "100.128.0.0, true",
        "126.255.255.255, true",
        "127.0.0.1, false",
        "127.255.255.255, false",
        "128.0.0.0, true",
        "169.253.255.255, true",
        "169.254.169.254, false",
        "169.255.0.0, true",
        "172.15.255.255, true",
        "172.16.0.0, false",
        "172.31.255.255, false",
        "172.32.0.0, true",
        "192.0.0.1, false",
        "192.0.1.0, true",
        "192.0.2.1, false",
        "192.88.99.1, false",
        "192.167.255.255, true",
        "192.168.0.1, false",
        "192.169.0.0, true",
        "198.17.255.255, true",
        "198.18.0.0, false",
        "198.19.255.255, false",
        "198.20.0.0, true",
        "198.51.100.7, false",
        "203.0.113.7, false",
        "223.255.255.255, true",
        "224.0.0.1, false",
        "239.255.255.255, false",
        "240.0.0.0, false",
        "255.255.255.255, false",
        "::, false",
        "::1, false",
        "::7f00:1, false",
        "64:ff9b::a00:1, false",
        "64:ff9b::7f00:1, false",
        "64:ff9b::6440:1, false",
        "64:ff9b::a9fe:a9fe, false",
        "64:ff9b::808:808, true",
        "64:ff9b:0:0:0:1:808:808, false",
        "::ffff:0:808:808, false",
        "64:ff9b:1::808:808, false",
        "100::1, false",
        "2000::1, true",
        "2001::1, false",
        "2001:1ff:ffff::1, false",
        "2001:200::1, true",
        "2001:db8::1, false",
        "2001:db9::1, true",
        "2001:0:a00:1::1, false",
        "2001:20::1, false",
        "2002:7f00:1::1, false",
        "2002:808:808::1, false",
        "2003::1, true",
        "2606:4700::1111, true",
        "3ffe:ffff::1, true",
        "3fff:fff::1, false",
        "3fff:1000::1, true",
        "4000::1, false",
        "5f00::1, false",
        "fc00::1, false",
        "fdff::1, false",
        "fe80::1, false",
        "febf:ffff::1, false",
        "fec0::1, false",
        "ff02::1, false"
    })
    void table(String literal, boolean expected) throws Exception {
        assertEquals(expected, PublicAddress.isPublic(InetAddress.getByName(literal)), literal);
    }

    @Test
    @DisplayName("sees through an IPv4 address that is written as an IPv6 address")
    void mapped() throws Exception {
        assertFalse(PublicAddress.isPublic(InetAddress.getByName("::ffff:127.0.0.1")));
        byte[] octets = Bytes.fromHex("00000000000000000000ffff0a000001").toByteArray();
        assertFalse(PublicAddress.isPublic(Inet6Address.getByAddress("", octets, 0)));
    }

    @Test
    @DisplayName("reads blocks of addresses only, never names")
    void blocks() {
        assertThrows(RuntimeException.class, () -> AddressBlock.parse("nobody.invalid/8"));
    }

    @ParameterizedTest(name = "{0} is this machine: {1}")
    @CsvSource({
        "http://localhost/, true",
        "http://LOCALHOST:8080/x, true",
        "http://127.0.0.1/, true",
        "http://127.255.255.255:1/, true",
        "http://[::1]:9/, true",
        "http://localhost.example.com/, false",
        "http://foo.localhost/, false",
        "http://127.0.0.1.nip.io/, false",
        "http://127.0.0.256/, false",
        "http://127.0.1/, false",
        "http://127.00.0.1/, false",
        "http://2130706433/, false",
        "http://0x7f.0.0.1/, false",
        "http://[::ffff:127.0.0.1]/, false",
        "http://0.0.0.0/, false",
        "http:///path, false",
        "mailto:a@localhost, false"
    })
    void loopback(String uri, boolean expected) {
        assertEquals(expected, LoopbackHost.isHostOf(URI.create(uri)), uri);
    }

    @ParameterizedTest(name = "{0} is protected: {1}")
    @CsvSource({
        "https://idp.example/, true",
        "HTTPS://idp.example/, true",
        "http://localhost/, true",
        "http://idp.example/, false",
        "ftp://localhost/, false",
        "https:///path, false",
        "//localhost/, false"
    })
    void secure(String uri, boolean expected) {
        assertEquals(expected, LoopbackHost.isSecure(URI.create(uri)), uri);
    }
}
