package dev.e2ei.testkit.jose;

import dev.e2ei.testkit.jose.JwsRejectedException.Reason;
import java.math.BigInteger;

/** RSA keys that are not to be trusted: short ones, bad exponents, and those of the broken generator ROCA. */
final class WeakRsaKeys {
    private static final BigInteger GENERATOR = BigInteger.valueOf(65537);
    private static final int[] PRIMES = {11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157};

    private WeakRsaKeys() {}

    static void check(BigInteger modulus, BigInteger exponent) {
        if (modulus.bitLength() < 2048 || modulus.bitLength() > 8192) {
            throw new JwsRejectedException(Reason.BAD_KEY, "an RSA key of " + modulus.bitLength() + " bits");
        }
        if (!exponent.testBit(0) || exponent.bitLength() < 2 || exponent.bitLength() > 64) {
            throw new JwsRejectedException(Reason.BAD_KEY, "an RSA exponent that is even, one or huge");
        }
        if (isRoca(modulus)) {
            throw new JwsRejectedException(Reason.BAD_KEY, "an RSA key of a broken generator");
        }
    }

    // CVE-2017-15361: such a modulus is a power of 65537 modulo every small prime.
    private static boolean isRoca(BigInteger modulus) {
        for (int prime : PRIMES) {
            BigInteger p = BigInteger.valueOf(prime);
            BigInteger remainder = modulus.mod(p);
            BigInteger power = BigInteger.ONE;
            boolean found = false;
            for (int i = 0; i < prime && !found; i++) {
                found = power.equals(remainder);
                power = power.multiply(GENERATOR).mod(p);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }
}
