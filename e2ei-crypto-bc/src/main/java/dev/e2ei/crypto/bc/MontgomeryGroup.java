package dev.e2ei.crypto.bc;

import dev.e2ei.spi.crypto.KeyPairOctets;
import dev.e2ei.spi.crypto.RandomSource;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc7748.X448;

/** X25519 and X448, RFC 7748. Any octets of the right length are a scalar, and clamped in use. */
enum MontgomeryGroup implements DiffieHellmanGroup {
    CURVE25519(0x0020, Sha2.SHA_256, X25519.SCALAR_SIZE, X25519::generatePublicKey, X25519::calculateAgreement),
    CURVE448(0x0021, Sha2.SHA_512, X448.SCALAR_SIZE, X448::generatePublicKey, X448::calculateAgreement);

    private final int kemId;
    private final Sha2 hash;
    private final int length;
    private final PublicKeys publicKeys;
    private final Agreement agreement;

    MontgomeryGroup(int kemId, Sha2 hash, int length, PublicKeys publicKeys, Agreement agreement) {
        this.kemId = kemId;
        this.hash = hash;
        this.length = length;
        this.publicKeys = publicKeys;
        this.agreement = agreement;
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
        return length;
    }

    @Override
    public int privateKeyLength() {
        return length;
    }

    @Override
    public KeyPairOctets generate(RandomSource random) {
        return pairOf(random.bytes(length));
    }

    @Override
    public KeyPairOctets derive(LabeledHkdf kdf, byte[] inputKeyMaterial) {
        byte[] pseudoRandomKey = kdf.extract("dkp_prk", inputKeyMaterial);
        try {
            return pairOf(kdf.expand(pseudoRandomKey, "sk", length));
        } finally {
            Arrays.fill(pseudoRandomKey, (byte) 0);
        }
    }

    @Override
    public boolean isPublicKey(byte[] publicKey) {
        return publicKey.length == length && !LowOrderPoints.contains(publicKey);
    }

    @Override
    public Optional<byte[]> agree(byte[] privateKey, byte[] publicKey) {
        if (privateKey.length != length || publicKey.length != length) {
            return Optional.empty();
        }
        byte[] shared = new byte[length];
        return agreement.calculate(privateKey, 0, publicKey, 0, shared, 0) ? Optional.of(shared) : Optional.empty();
    }

    private KeyPairOctets pairOf(byte[] privateKey) {
        byte[] publicKey = new byte[length];
        publicKeys.generate(privateKey, 0, publicKey, 0);
        return new KeyPairOctets(publicKey, privateKey);
    }

    private interface PublicKeys {
        void generate(byte[] scalar, int scalarOffset, byte[] point, int pointOffset);
    }

    /** Answers whether the result is other than zero. */
    private interface Agreement {
        boolean calculate(byte[] scalar, int scalarOffset, byte[] point, int pointOffset, byte[] result, int offset);
    }
}
