package dev.e2ei.acme.http;

import dev.e2ei.api.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses, RFC 4632. */
record AddressBlock(Bytes prefix, int bits) {
    /** Reads {@code 10.0.0.0/8}; for literals in our own code only. */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        try {
            // no look-up: the name is a literal
            byte[] prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
            return new AddressBlock(Bytes.of(prefix), Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException notALiteral) {
            throw new IllegalArgumentException(text, notALiteral);
        }
    }

    boolean contains(byte[] address) {
        if (address.length != prefix.size()) {
            return false;
        }
        for (int i = 0; i < bits; i++) {
            int mask = 0x80 >> (i % 8);
            if ((address[i / 8] & mask) != (prefix.at(i / 8) & mask)) {
                return false;
            }
        }
        return true;
    }
}
