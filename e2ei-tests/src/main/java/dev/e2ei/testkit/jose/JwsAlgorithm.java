package dev.e2ei.testkit.jose;

import java.util.Arrays;
import java.util.Optional;

/** The signature algorithms that the kit knows, RFC 7518, section 3.1, and RFC 8037. No symmetric one, and not none. */
public enum JwsAlgorithm {
    /** Ed25519. */
    EDDSA("EdDSA", "OKP", "Ed25519", 64),
    /** ECDSA, P-256, SHA-256. */
    ES256("ES256", "EC", "P-256", 64),
    /** ECDSA, P-384, SHA-384. */
    ES384("ES384", "EC", "P-384", 96),
    /** ECDSA, P-521, SHA-512. */
    ES512("ES512", "EC", "P-521", 132),
    /** RSASSA-PKCS1-v1_5, SHA-256: identity providers sign with it. */
    RS256("RS256", "RSA", "", 0);

    private final String id;
    private final String keyType;
    private final String curve;
    private final int signatureSize;

    JwsAlgorithm(String id, String keyType, String curve, int signatureSize) {
        this.id = id;
        this.keyType = keyType;
        this.curve = curve;
        this.signatureSize = signatureSize;
    }

    /**
     * The algorithm of a header's {@code alg}.
     *
     * @param alg the text
     * @return the algorithm, if it is one of these
     */
    public static Optional<JwsAlgorithm> ofId(String alg) {
        return Arrays.stream(values()).filter(a -> a.id.equals(alg)).findFirst();
    }

    /** {@return the value of {@code alg}} */
    public String id() {
        return id;
    }

    /** {@return the {@code kty} of its keys} */
    public String keyType() {
        return keyType;
    }

    /** {@return the {@code crv} of its keys; empty for RSA} */
    public String curve() {
        return curve;
    }

    /** {@return the octets of a signature; 0 where the key decides} */
    public int signatureSize() {
        return signatureSize;
    }
}
