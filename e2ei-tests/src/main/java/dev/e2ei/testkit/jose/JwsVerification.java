package dev.e2ei.testkit.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.JwsRejectedException.Reason;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;

/**
 * Verifies signatures of JWS, RFC 7515, section 5.2, by a key that the caller brings: {@code alg} has to be an accepted
 * asymmetric algorithm and the key's own, the signature has its exact length, and no header member that points to
 * another key or changes the signing input is there. Immutable.
 */
public final class JwsVerification {
    private static final List<String> FORBIDDEN = List.of("crit", "b64", "jku", "x5u", "x5c", "x5t", "x5t#S256");

    private final Set<JwsAlgorithm> accepted;

    private JwsVerification(Set<JwsAlgorithm> accepted) {
        this.accepted = accepted;
    }

    /** {@return one that accepts EdDSA, ES256, ES384 and ES512} */
    public static JwsVerification ofClients() {
        return new JwsVerification(EnumSet.complementOf(EnumSet.of(JwsAlgorithm.RS256)));
    }

    /** {@return one that accepts RS256 too, as id tokens need it} */
    public static JwsVerification ofIdentityProviders() {
        return new JwsVerification(EnumSet.allOf(JwsAlgorithm.class));
    }

    /**
     * Verifies.
     *
     * @param jws the JWS
     * @param key by which key
     * @throws JwsRejectedException if it does not verify, with the reason
     */
    public void verify(Jws jws, Jwk key) {
        JwsAlgorithm algorithm = algorithm(jws.header());
        if (algorithm != key.algorithm()) {
            throw new JwsRejectedException(
                    Reason.KEY_MISMATCH,
                    algorithm.id() + " with a key of " + key.algorithm().id());
        }
        if (!holds(algorithm, key.key(), jws.input(), jws.signature().toByteArray())) {
            throw new JwsRejectedException(Reason.BAD_SIGNATURE, "the signature does not verify");
        }
    }

    /**
     * Checks the header alone.
     *
     * @param header the protected header
     * @return its algorithm
     * @throws JwsRejectedException if the header may not be used
     */
    public JwsAlgorithm algorithm(ObjectNode header) {
        for (String name : FORBIDDEN) {
            if (header.has(name)) {
                throw new JwsRejectedException(Reason.FORBIDDEN_HEADER, "the header member " + name);
            }
        }
        JsonNode alg = header.path("alg");
        if (!alg.isTextual()) {
            throw new JwsRejectedException(Reason.MALFORMED, "the header member alg is missing or not a string");
        }
        return JwsAlgorithm.ofId(alg.textValue())
                .filter(accepted::contains)
                .orElseThrow(() ->
                        new JwsRejectedException(Reason.UNSUPPORTED_ALGORITHM, "an algorithm that is not accepted"));
    }

    private static boolean holds(JwsAlgorithm algorithm, AsymmetricKeyParameter key, byte[] input, byte[] signature) {
        if (algorithm == JwsAlgorithm.RS256) {
            int size = (((RSAKeyParameters) key).getModulus().bitLength() + 7) / 8;
            return signature.length == size && holds(new RSADigestSigner(new SHA256Digest()), key, input, signature);
        }
        if (signature.length != algorithm.signatureSize()) {
            return false;
        }
        if (algorithm == JwsAlgorithm.EDDSA) {
            return holds(new Ed25519Signer(), key, input, signature);
        }
        int half = signature.length / 2;
        ECDSASigner ecdsa = new ECDSASigner();
        ecdsa.init(false, key);
        return ecdsa.verifySignature(
                hash(algorithm, input),
                new BigInteger(1, Arrays.copyOfRange(signature, 0, half)),
                new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length)));
    }

    private static boolean holds(Signer signer, AsymmetricKeyParameter key, byte[] input, byte[] signature) {
        signer.init(false, key);
        signer.update(input, 0, input.length);
        return signer.verifySignature(signature);
    }

    static byte[] hash(JwsAlgorithm algorithm, byte[] input) {
        Digest digest = switch (algorithm) {
            case ES384 -> new SHA384Digest();
            case ES512 -> new SHA512Digest();
            default -> new SHA256Digest();
        };
        digest.update(input, 0, input.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        return hash;
    }
}
