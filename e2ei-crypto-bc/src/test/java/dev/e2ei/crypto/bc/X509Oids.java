package dev.e2ei.crypto.bc;

import java.math.BigInteger;

/** AlgorithmIdentifiers and the parts that they are made of. */
final class X509Oids {
    static final byte[] ED25519 = Der.oid("2b6570");
    static final byte[] EC_PUBLIC_KEY = Der.oid("2a8648ce3d0201");
    static final byte[] P256 = Der.oid("2a8648ce3d030107");
    static final byte[] RSA = Der.oid("2a864886f70d010101");
    static final byte[] MGF1 = Der.oid("2a864886f70d010108");
    static final byte[] PSS = Der.oid("2a864886f70d01010a");
    static final byte[] SHA1_WITH_RSA = Der.oid("2a864886f70d010105");
    static final byte[] MD5_WITH_RSA = Der.oid("2a864886f70d010104");
    static final byte[] ECDSA_WITH_SHA1 = Der.oid("2a8648ce3d0401");
    static final byte[] SHA1 = Der.oid("2b0e03021a");

    private X509Oids() {}

    static byte[] hash(int bits) {
        return Der.oid("6086480165030402" + suffix(bits, "01", "02", "03"));
    }

    static byte[] ecdsaWith(int bits) {
        return Der.oid("2a8648ce3d0403" + suffix(bits, "02", "03", "04"));
    }

    static byte[] rsaWith(int bits) {
        return Der.oid("2a864886f70d0101" + suffix(bits, "0b", "0c", "0d"));
    }

    static byte[] pssParameters(int hashBits, int maskBits, int saltLength) {
        byte[] salt = saltLength == 20
                ? new byte[0]
                : Der.value(0xa2, Der.value(2, BigInteger.valueOf(saltLength).toByteArray()));
        return Der.sequence(
                Der.value(0xa0, Der.sequence(hash(hashBits), Der.NULL)),
                Der.value(0xa1, Der.sequence(MGF1, Der.sequence(hash(maskBits), Der.NULL))),
                salt);
    }

    private static String suffix(int bits, String of256, String of384, String of512) {
        return bits == 256 ? of256 : bits == 384 ? of384 : of512;
    }
}
