package dev.e2ei.crypto.bc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Diffie-Hellman of Project Wycheproof")
class WycheproofAgreementTest {
    @ParameterizedTest(name = "{0}: {2} cases")
    @CsvSource({
        "P256, ecdh_secp256r1_ecpoint, 355",
        "P384, ecdh_secp384r1_ecpoint, 790",
        "P521, ecdh_secp521r1_ecpoint, 661"
    })
    @DisplayName("each ECDH secret is computed; points off the curve and compressed points are refused")
    void nistCurves(NistCurve curve, String file, int cases) {
        NistGroup group = new NistGroup(curve);
        new Wycheproof(file)
                .run(any -> true, test -> {
                    byte[] privateKey = BigIntegers.asUnsignedByteArray(
                            curve.fieldLength(), new BigInteger(1, test.hex("private")));
                    byte[] publicKey = test.hex("public");
                    Optional<byte[]> shared = group.agree(privateKey, publicKey);
                    // RFC 9420, section 5.1.1, has uncompressed points only: what is acceptable elsewhere is not here.
                    return group.isPublicKey(publicKey) == test.isValid()
                            && shared.isPresent() == test.isValid()
                            && (shared.isEmpty() || Arrays.equals(shared.get(), test.hex("shared")));
                })
                .expect(cases, 0);
    }

    @Test
    @DisplayName("each X25519 secret is computed, also on the twist; a secret of zeros is refused, and so is its key")
    void x25519() {
        MontgomeryGroup group = MontgomeryGroup.CURVE25519;
        new Wycheproof("x25519")
                .run(any -> true, test -> {
                    boolean zero = test.flags().contains("ZeroSharedSecret");
                    Optional<byte[]> shared = group.agree(test.hex("private"), test.hex("public"));
                    return group.isPublicKey(test.hex("public")) != zero
                            && shared.isPresent() != zero
                            && (zero || Arrays.equals(shared.get(), test.hex("shared")));
                })
                .expect(518, 0);
    }

    @ParameterizedTest(name = "{0}: {1} encodings near zero and the prime")
    // The highest bit of X25519's keys does not count, which gives zero and one a second encoding.
    @CsvSource({"CURVE25519, 7", "CURVE448, 5"})
    @DisplayName("a point is on the list of low order exactly if an agreement with it is zero")
    void lowOrder(MontgomeryGroup group, int expected) {
        int length = group.publicKeyLength();
        byte[] scalar = new SystemRandom().bytes(length);
        BigInteger prime = group == MontgomeryGroup.CURVE25519
                ? BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19))
                : BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE);
        int lowOrder = 0;
        for (int offset = -20; offset <= 20; offset++) {
            for (BigInteger base : new BigInteger[] {BigInteger.ZERO, prime}) {
                BigInteger point = base.add(BigInteger.valueOf(offset));
                if (point.signum() >= 0 && point.bitLength() <= 8 * length) {
                    byte[] octets = BigIntegers.asUnsignedByteArray(length, point);
                    reverse(octets);
                    boolean agrees = group.agree(scalar, octets).isPresent();
                    assertEquals(agrees, group.isPublicKey(octets), "point " + offset);
                    lowOrder += agrees ? 0 : 1;
                }
            }
        }
        assertEquals(expected, lowOrder, "0, 1, p - 1, p, p + 1");
    }

    private static void reverse(byte[] octets) {
        for (int i = 0; i < octets.length / 2; i++) {
            byte swapped = octets[i];
            octets[i] = octets[octets.length - 1 - i];
            octets[octets.length - 1 - i] = swapped;
        }
    }
}
