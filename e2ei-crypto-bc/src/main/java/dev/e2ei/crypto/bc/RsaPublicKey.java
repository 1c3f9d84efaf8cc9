package dev.e2ei.crypto.bc;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.util.BigIntegers;

/**
 * An RSAPublicKey, RFC 8017, appendix A.1.1, of 2048 to 8192 bits and with an exponent of at most 64 bits, so that no
 * key makes verification slow.
 *
 * @param modulus the modulus
 * @param exponent the public exponent
 */
record RsaPublicKey(BigInteger modulus, BigInteger exponent) {
    private static final int MIN_BITS = 2048;
    private static final int MAX_BITS = 8192;
    private static final int MAX_EXPONENT_BITS = 64;

    static RsaPublicKey decode(byte[] der) throws MalformedDerException {
        DerReader outer = new DerReader(der);
        DerReader sequence = outer.enter(DerReader.SEQUENCE);
        outer.expectEnd();
        RsaPublicKey key = new RsaPublicKey(sequence.nonNegativeInteger(), sequence.nonNegativeInteger());
        sequence.expectEnd();
        int bits = key.modulus.bitLength();
        boolean usable = bits >= MIN_BITS
                && bits <= MAX_BITS
                && key.modulus.testBit(0)
                && key.exponent.testBit(0)
                && key.exponent.bitLength() > 1
                && key.exponent.bitLength() <= MAX_EXPONENT_BITS;
        if (!usable) {
            throw new MalformedDerException("an RSA key out of range");
        }
        return key;
    }

    /** The size of a signature in octets. */
    int length() {
        return (modulus.bitLength() + 7) / 8;
    }

    /** RSAVP1, RFC 8017, section 5.2.2, as octets; empty if the signature has another size or is not below the modulus. */
    Optional<byte[]> encodedMessage(byte[] signature, int encodedLength) {
        BigInteger number = new BigInteger(1, signature);
        if (signature.length != length() || number.compareTo(modulus) >= 0) {
            return Optional.empty();
        }
        BigInteger message = number.modPow(exponent, modulus);
        return message.bitLength() > 8 * encodedLength
                ? Optional.empty()
                : Optional.of(BigIntegers.asUnsignedByteArray(encodedLength, message));
    }
}
