package dev.e2ei.acme.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses are on the public internet, after IANA's registries of special-purpose addresses (RFC 6890) as of
 * 2025: what is not globally reachable, multicast, and what only wraps an IPv4 address in ways nobody routes any more.
 */
final class PublicAddress {
    private static final List<AddressBlock> NOT_PUBLIC_IPV4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.parse("2000::/3");
    private static final List<AddressBlock> NOT_PUBLIC_IPV6 =
            blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");
    /** RFC 6052: how a network without IPv4 reaches IPv4 hosts; the last four octets are the real address. */
    private static final AddressBlock NAT64 = AddressBlock.parse("64:ff9b::/96");

    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublicIpv4(octets);
        }
        if (NAT64.contains(octets)) {
            return isPublicIpv4(Arrays.copyOfRange(octets, 12, 16));
        }
        return GLOBAL_UNICAST.contains(octets) && NOT_PUBLIC_IPV6.stream().noneMatch(block -> block.contains(octets));
    }

    private static boolean isPublicIpv4(byte[] octets) {
        return NOT_PUBLIC_IPV4.stream().noneMatch(block -> block.contains(octets));
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::parse).toList();
    }
}
