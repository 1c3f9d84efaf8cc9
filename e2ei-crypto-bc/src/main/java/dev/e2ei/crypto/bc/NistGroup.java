package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.agreement.ECDHBasicAgreement;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.math.ec.ECPoint;

/** ECDH on a NIST curve; BouncyCastle's agreement multiplies in constant time. */
final class NistGroup implements DiffieHellmanGroup {
    private final NistCurve curve;
    private final int kemId;
    private final Sha2 hash;

    NistGroup(NistCurve curve) {
        this.curve = curve;
        switch (curve) {
            case P256 -> {
                kemId = 0x0010;
                hash = Sha2.SHA_256;
            }
            case P384 -> {
                kemId = 0x0011;
                hash = Sha2.SHA_384;
            }
            default -> {
                kemId = 0x0012;
                hash = Sha2.SHA_512;
            }
        }
    }

    @Override
    public int kemId() {
        return kemId;
    }

    @Override
    public Sha2 hash() {
        return hash;
    }

    @Override
    public int publicKeyLength() {
        return curve.pointLength();
    }

    @Override
    public int privateKeyLength() {
        return curve.fieldLength();
    }

    @Override
    public KeyPairOctets generate(RandomSource random) {
        return curve.generate(random);
    }

    @Override
    public KeyPairOctets derive(LabeledHkdf kdf, byte[] inputKeyMaterial) {
        byte[] pseudoRandomKey = kdf.extract("dkp_prk", inputKeyMaterial);
        try {
            for (int counter = 0; counter < 256; counter++) {
                byte[] candidate =
                        kdf.expand(pseudoRandomKey, "candidate", curve.fieldLength(), new byte[] {(byte) counter});
                candidate[0] &= (byte) curve.firstOctetMask();
                Optional<BigInteger> scalar = curve.decodeScalar(candidate);
                if (scalar.isPresent()) {
                    return new KeyPairOctets(curve.publicKeyOf(scalar.get()), candidate);
                }
                Arrays.fill(candidate, (byte) 0);
            }
        } finally {
            Arrays.fill(pseudoRandomKey, (byte) 0);
        }
        throw InvalidKey.because("no key pair can be derived from this input");
    }

    @Override
    public boolean isPublicKey(byte[] publicKey) {
        return curve.decodePoint(publicKey).isPresent();
    }

    @Override
    public Optional<byte[]> agree(byte[] privateKey, byte[] publicKey) {
        Optional<BigInteger> scalar = curve.decodeScalar(privateKey);
        Optional<ECPoint> point = curve.decodePoint(publicKey);
        if (scalar.isEmpty() || point.isEmpty()) {
            return Optional.empty();
        }
        ECDHBasicAgreement agreement = new ECDHBasicAgreement();
        agreement.init(new ECPrivateKeyParameters(scalar.get(), curve.domain()));
        BigInteger shared = agreement.calculateAgreement(new ECPublicKeyParameters(point.get(), curve.domain()));
        return Optional.of(curve.encodeFieldElement(shared));
    }
}
