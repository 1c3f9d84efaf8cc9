package dev.e2ei.testkit.jose;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.api.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Signer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.RSADigestSigner;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;

/** A key pair that signs JWS: the backend's, the identity provider's, a test client's. Immutable. */
public final class SigningKey {
    private final JwsAlgorithm algorithm;
    private final AsymmetricCipherKeyPair pair;
    private final Jwk jwk;

    private SigningKey(JwsAlgorithm algorithm, AsymmetricCipherKeyPair pair) {
        this.algorithm = algorithm;
        this.pair = pair;
        jwk = Jwk.of(pair.getPublic());
    }

    /**
     * Makes a fresh key.
     *
     * @param algorithm for which algorithm; RSA keys take a while
     * @return the key
     */
    public static SigningKey generate(JwsAlgorithm algorithm) {
        return new SigningKey(
                algorithm,
                switch (algorithm) {
                    case EDDSA -> {
                        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
                        generator.init(new Ed25519KeyGenerationParameters(FreshValues.random()));
                        yield generator.generateKeyPair();
                    }
                    case RS256 -> {
                        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
                        generator.init(new RSAKeyGenerationParameters(
                                BigInteger.valueOf(65537), FreshValues.random(), 2048, 100));
                        yield generator.generateKeyPair();
                    }
                    default -> {
                        ECKeyPairGenerator generator = new ECKeyPairGenerator();
                        generator.init(
                                new ECKeyGenerationParameters(Jwk.domain(algorithm.curve()), FreshValues.random()));
                        yield generator.generateKeyPair();
                    }
                });
    }

    /** {@return the algorithm} */
    public JwsAlgorithm algorithm() {
        return algorithm;
    }

    /** {@return the public key} */
    public Jwk jwk() {
        return jwk;
    }

    /** {@return the private key, for certificates and requests} */
    public AsymmetricKeyParameter privateKey() {
        return pair.getPrivate();
    }

    /** {@return the public key as X.509 writes it} */
    public SubjectPublicKeyInfo publicKeyInfo() {
        try {
            return SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Signs octets.
     *
     * @param input what is signed
     * @return the signature in the form of JWS
     */
    public byte[] sign(byte[] input) {
        return switch (algorithm) {
            case EDDSA -> sign(new Ed25519Signer(), input);
            case RS256 -> sign(new RSADigestSigner(new SHA256Digest()), input);
            default -> {
                ECDSASigner ecdsa = new ECDSASigner();
                ecdsa.init(true, pair.getPrivate());
                BigInteger[] rs = ecdsa.generateSignature(JwsVerification.hash(algorithm, input));
                int half = algorithm.signatureSize() / 2;
                yield Arrays.concatenate(
                        BigIntegers.asUnsignedByteArray(half, rs[0]), BigIntegers.asUnsignedByteArray(half, rs[1]));
            }
        };
    }

    private byte[] sign(Signer signer, byte[] input) {
        signer.init(true, pair.getPrivate());
        signer.update(input, 0, input.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException e) {
            throw new IllegalStateException("this key does not sign", e);
        }
    }

    /**
     * Signs a compact JWS.
     *
     * @param header the protected header as it is to be
     * @param claims the payload
     * @return the JWS
     */
    public String compact(ObjectNode header, ObjectNode claims) {
        String input = Base64Url.encode(Json.write(header)) + "." + Base64Url.encode(Json.write(claims));
        return input + "." + Base64Url.encode(sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Signs a flattened JWS.
     *
     * @param header the protected header as it is to be
     * @param payload the payload
     * @return the JWS
     */
    public ObjectNode flattened(ObjectNode header, Bytes payload) {
        String first = Base64Url.encode(Json.write(header));
        String second = Base64Url.encode(payload.toByteArray());
        byte[] signature = sign((first + "." + second).getBytes(StandardCharsets.US_ASCII));
        return Json.object()
                .put("protected", first)
                .put("payload", second)
                .put("signature", Base64Url.encode(signature));
    }

    @Override
    public String toString() {
        return "SigningKey[" + algorithm.id() + "]";
    }
}
