package dev.e2ei.crypto.bc;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/**
 * The two numbers of an ECDSA signature and their one DER encoding, RFC 3279, section 2.2.3.
 *
 * @param r the first number
 * @param s the second number
 */
record EcdsaSignatureValue(BigInteger r, BigInteger s) {
    static EcdsaSignatureValue decode(byte[] der) throws MalformedDerException {
        DerReader outer = new DerReader(der);
        DerReader sequence = outer.enter(DerReader.SEQUENCE);
        outer.expectEnd();
        EcdsaSignatureValue value =
                new EcdsaSignatureValue(sequence.nonNegativeInteger(), sequence.nonNegativeInteger());
        sequence.expectEnd();
        return value;
    }

    byte[] encode() {
        ByteArrayOutputStream integers = new ByteArrayOutputStream();
        for (BigInteger number : new BigInteger[] {r, s}) {
            byte[] octets = number.toByteArray();
            integers.write(DerReader.INTEGER);
            integers.write(octets.length);
            integers.writeBytes(octets);
        }
        ByteArrayOutputStream sequence = new ByteArrayOutputStream();
        sequence.write(DerReader.SEQUENCE);
        // P-521 needs 138 octets of content at most: one octet of length after the marker.
        if (integers.size() >= 0x80) {
            sequence.write(0x81);
        }
        sequence.write(integers.size());
        sequence.writeBytes(integers.toByteArray());
        return sequence.toByteArray();
    }
}
