package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** The NIST curves, their points and scalars as octets: SEC 1 uncompressed points, scalars padded to the field. */
enum NistCurve {
    P256("secp256r1", 32, 0xff, "1.2.840.10045.3.1.7"),
    P384("secp384r1", 48, 0xff, "1.3.132.0.34"),
    P521("secp521r1", 66, 0x01, "1.3.132.0.35");

    private static final byte UNCOMPRESSED = 0x04;

    private final String curveName;
    private final int fieldLength;
    private final int firstOctetMask;
    private final String oid;
    // Written more than once at worst, always with an equal value.
    private volatile @Nullable ECDomainParameters domain;

    NistCurve(String curveName, int fieldLength, int firstOctetMask, String oid) {
        this.curveName = curveName;
        this.fieldLength = fieldLength;
        this.firstOctetMask = firstOctetMask;
        this.oid = oid;
    }

    static NistCurve ofOid(String oid) throws MalformedDerException {
        return Stream.of(values())
                .filter(curve -> curve.oid.equals(oid))
                .findFirst()
                .orElseThrow(() -> new MalformedDerException("not a supported curve"));
    }

    int fieldLength() {
        return fieldLength;
    }

    int pointLength() {
        return 1 + 2 * fieldLength;
    }

    /** The bits of a scalar's first octet that belong to the order, RFC 9180, section 7.1.3. */
    int firstOctetMask() {
        return firstOctetMask;
    }

    ECDomainParameters domain() {
        ECDomainParameters known = domain;
        if (known == null) {
            known = new ECDomainParameters(CustomNamedCurves.getByName(curveName));
            domain = known;
        }
        return known;
    }

    /** A point on the curve other than infinity, or empty for any other octets. */
    Optional<ECPoint> decodePoint(byte[] octets) {
        if (octets.length != pointLength() || octets[0] != UNCOMPRESSED) {
            return Optional.empty();
        }
        try {
            return Optional.of(domain().getCurve().decodePoint(octets));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A number from 1 to the order less 1, or empty for any other octets. */
    Optional<BigInteger> decodeScalar(byte[] octets) {
        if (octets.length != fieldLength) {
            return Optional.empty();
        }
        BigInteger scalar = new BigInteger(1, octets);
        boolean inRange = scalar.signum() > 0 && scalar.compareTo(domain().getN()) < 0;
        return inRange ? Optional.of(scalar) : Optional.empty();
    }

    byte[] publicKeyOf(BigInteger scalar) {
        return new FixedPointCombMultiplier().multiply(domain().getG(), scalar).getEncoded(false);
    }

    byte[] encodeFieldElement(BigInteger element) {
        return BigIntegers.asUnsignedByteArray(fieldLength, element);
    }

    /** By rejection: each scalar is as likely as any other. */
    KeyPairOctets generate(RandomSource random) {
        while (true) {
            byte[] candidate = random.bytes(fieldLength);
            candidate[0] &= (byte) firstOctetMask;
            Optional<BigInteger> scalar = decodeScalar(candidate);
            if (scalar.isPresent()) {
                return new KeyPairOctets(publicKeyOf(scalar.get()), candidate);
            }
            Arrays.fill(candidate, (byte) 0);
        }
    }
}
