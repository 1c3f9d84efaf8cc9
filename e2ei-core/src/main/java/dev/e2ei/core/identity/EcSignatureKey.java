package dev.e2ei.core.identity;

import dev.e2ei.api.SignatureScheme;
import java.math.BigInteger;

/**
 * Signature keys on the NIST curves. RFC 9420, section 5.1.1, has uncompressed points only and we make no others, but
 * engines are about that write compressed ones and engines that take them: whoever refused them would be kept out of
 * groups that all others can follow. So they are read; certificates and HPKE keys have no such leniency.
 */
public final class EcSignatureKey {
    private static final BigInteger THREE = BigInteger.valueOf(3);
    private static final int UNCOMPRESSED = 4;
    private static final int EVEN = 2;
    private static final int ODD = 3;

    /** A curve y² = x³ - 3x + b over the integers modulo p, SEC 2; p is 3 modulo 4. */
    private enum Curve {
        P256(
                32,
                "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff",
                "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b"),
        P384(
                48,
                "fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000ffffffff",
                "b3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aef"),
        P521(
                66,
                "1ff" + "f".repeat(128),
                "51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df"
                        + "883d2c34f1ef451fd46b503f00");

        private final int size;
        private final BigInteger p;
        private final BigInteger b;

        Curve(int size, String p, String b) {
            this.size = size;
            this.p = new BigInteger(p, 16);
            this.b = new BigInteger(b, 16);
        }
    }

    private EcSignatureKey() {}

    /**
     * The key as RFC 9420 has it.
     *
     * @param scheme the scheme
     * @param key the key as it was received
     * @return the uncompressed point of a compressed one; all else, also what is no key, as it is
     */
    public static byte[] uncompressed(SignatureScheme scheme, byte[] key) {
        return switch (scheme) {
            case ECDSA_SECP256R1_SHA256 -> uncompressed(Curve.P256, key);
            case ECDSA_SECP384R1_SHA384 -> uncompressed(Curve.P384, key);
            case ECDSA_SECP521R1_SHA512 -> uncompressed(Curve.P521, key);
            case ED25519, ED448 -> key;
        };
    }

    private static byte[] uncompressed(Curve curve, byte[] key) {
        if (key.length != 1 + curve.size || key[0] != EVEN && key[0] != ODD) {
            return key;
        }
        BigInteger x = new BigInteger(1, key, 1, curve.size);
        if (x.compareTo(curve.p) >= 0) {
            return key;
        }
        BigInteger square = x.pow(3).subtract(x.multiply(THREE)).add(curve.b).mod(curve.p);
        BigInteger root = square.modPow(curve.p.add(BigInteger.ONE).shiftRight(2), curve.p);
        if (!root.multiply(root).mod(curve.p).equals(square)) {
            return key;
        }
        BigInteger y = root.testBit(0) == (key[0] == ODD) ? root : curve.p.subtract(root);
        byte[] point = new byte[1 + 2 * curve.size];
        point[0] = UNCOMPRESSED;
        System.arraycopy(key, 1, point, 1, curve.size);
        byte[] octets = y.toByteArray();
        int length = Math.min(octets.length, curve.size);
        System.arraycopy(octets, octets.length - length, point, point.length - length, length);
        return point;
    }
}
