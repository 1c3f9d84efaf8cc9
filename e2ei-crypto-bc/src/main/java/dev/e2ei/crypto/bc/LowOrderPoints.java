package dev.e2ei.crypto.bc;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The public keys of X25519 and X448 whose agreements are all zero, RFC 7748, sections 6.1 and 6.2, in each of their
 * encodings. A list costs nothing, where trying an agreement costs as much as using the key.
 */
final class LowOrderPoints {
    // Zero, one, two points of order eight, then the prime less one, the prime and the prime plus one.
    private static final Set<String> CURVE25519 = Stream.of(
                    "00".repeat(32),
                    "01" + "00".repeat(31),
                    "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                    "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
                    "ec" + "ff".repeat(30) + "7f",
                    "ed" + "ff".repeat(30) + "7f",
                    "ee" + "ff".repeat(30) + "7f")
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> CURVE448 = Stream.of(
                    "00".repeat(56),
                    "01" + "00".repeat(55),
                    "fe" + "ff".repeat(27) + "fe" + "ff".repeat(27),
                    "ff".repeat(28) + "fe" + "ff".repeat(27),
                    "00".repeat(28) + "ff".repeat(28))
            .collect(Collectors.toUnmodifiableSet());

    private LowOrderPoints() {}

    static boolean contains(byte[] publicKey) {
        if (publicKey.length == 32) {
            // RFC 7748, section 5: the highest bit does not count.
            byte[] masked = Arrays.copyOf(publicKey, 32);
            masked[31] &= 0x7f;
            return CURVE25519.contains(HexFormat.of().formatHex(masked));
        }
        return CURVE448.contains(HexFormat.of().formatHex(publicKey));
    }
}
