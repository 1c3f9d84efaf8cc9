package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/**
 * ECDSA, FIPS 186-5. The secret number of a signature is derived from key and content, RFC 6979: a random generator that
 * repeats itself then cannot give the private key away, and signatures can be compared with recorded ones.
 */
final class EcdsaSignatures implements SignatureMethod {
    private final NistCurve curve;
    private final Sha2 hash;
    private final DecodedPoints publicKeys;

    EcdsaSignatures(NistCurve curve, Sha2 hash) {
        this.curve = curve;
        this.hash = hash;
        this.publicKeys = new DecodedPoints(curve);
    }

    @Override
    public int publicKeyLength() {
        return curve.pointLength();
    }

    @Override
    public KeyPairOctets generate(RandomSource random) {
        return curve.generate(random);
    }

    @Override
    public byte[] publicKeyOf(byte[] privateKey) {
        return curve.publicKeyOf(scalar(privateKey));
    }

    @Override
    public boolean isPublicKey(byte[] publicKey) {
        return curve.decodePoint(publicKey).isPresent();
    }

    @Override
    public byte[] sign(byte[] privateKey, byte[] content) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(LightweightDigest.of(hash)));
        signer.init(true, new ECPrivateKeyParameters(scalar(privateKey), curve.domain()));
        BigInteger[] numbers = signer.generateSignature(hash.digest(content));
        return new EcdsaSignatureValue(numbers[0], numbers[1]).encode();
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
        return verifyDigest(publicKey, hash.digest(content), signature);
    }

    boolean verifyDigest(byte[] publicKey, byte[] digest, byte[] signature) {
        Optional<ECPublicKeyParameters> key = publicKeys.decode(publicKey);
        if (key.isEmpty()) {
            return false;
        }
        try {
            EcdsaSignatureValue numbers = EcdsaSignatureValue.decode(signature);
            ECDSASigner verifier = new ECDSASigner();
            verifier.init(false, key.get());
            return verifier.verifySignature(digest, numbers.r(), numbers.s());
        } catch (MalformedDerException e) {
            return false;
        }
    }

    private BigInteger scalar(byte[] privateKey) {
        return curve.decodeScalar(privateKey).orElseThrow(() -> InvalidKey.because("not a private key of " + curve));
    }
}
