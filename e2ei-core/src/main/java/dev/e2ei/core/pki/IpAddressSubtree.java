package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;

/** IP addresses: a base is an address and a mask, RFC 4632. */
final class IpAddressSubtree {
    private IpAddressSubtree() {}

    static NameMatch match(Bytes address, Bytes base) {
        int size = base.size() / 2;
        if (!isContiguous(base, size)) {
            return NameMatch.UNDECIDED;
        }
        if (address.size() != size) {
            return NameMatch.OUTSIDE;
        }
        for (int i = 0; i < size; i++) {
            if (((address.at(i) ^ base.at(i)) & base.at(size + i)) != 0) {
                return NameMatch.OUTSIDE;
            }
        }
        return NameMatch.INSIDE;
    }

    private static boolean isContiguous(Bytes base, int size) {
        boolean zeroSeen = false;
        for (int i = 0; i < size * 8; i++) {
            boolean one = (base.at(size + i / 8) >> 7 - i % 8 & 1) != 0;
            if (one && zeroSeen) {
                return false;
            }
            zeroSeen |= !one;
        }
        return true;
    }
}
