package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.SignatureScheme;
import dev.e2ei.api.identity.DeviceVerdict;
import dev.e2ei.api.identity.Thumbprint;
import dev.e2ei.api.trust.Comparison;
import dev.e2ei.core.x509.SubjectPublicKey;
import dev.e2ei.spi.enrollment.PublicJwk;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;

/** The one rule by which a public key becomes a JWK (RFC 7517, 8037) and the JWK a thumbprint (RFC 7638). */
public final class KeyThumbprint {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private KeyThumbprint() {}

    /**
     * The JWK of a certificate's key.
     *
     * @throws IllegalArgumentException if the key has no scheme with which a client can enroll
     */
    public static PublicJwk jwk(SubjectPublicKey key) {
        return jwk(
                key.scheme().orElseThrow(() -> new IllegalArgumentException("MLS does not sign with such a key")),
                key.mlsKey());
    }

    /**
     * The JWK of an MLS signature key.
     *
     * @throws IllegalArgumentException if the octets are not a key of the scheme
     */
    public static PublicJwk jwk(SignatureScheme scheme, Bytes mlsKey) {
        return switch (scheme) {
            case ED25519 -> okp("Ed25519", 32, mlsKey);
            case ED448 -> okp("Ed448", 57, mlsKey);
            case ECDSA_SECP256R1_SHA256 -> ec("P-256", 32, mlsKey);
            case ECDSA_SECP384R1_SHA384 -> ec("P-384", 48, mlsKey);
            case ECDSA_SECP521R1_SHA512 -> ec("P-521", 66, mlsKey);
        };
    }

    private static PublicJwk okp(String curve, int size, Bytes key) {
        if (key.size() != size) {
            throw new IllegalArgumentException("an " + curve + " key has " + size + " octets, not " + key.size());
        }
        return new PublicJwk("OKP", curve, BASE64URL.encodeToString(key.toByteArray()), Optional.empty());
    }

    private static PublicJwk ec(String curve, int size, Bytes point) {
        if (point.size() != 1 + 2 * size || point.at(0) != 0x04) {
            throw new IllegalArgumentException("a key of " + curve + " is an uncompressed point");
        }
        byte[] octets = point.toByteArray();
        return new PublicJwk("EC", curve, coordinate(octets, 1, size), Optional.of(coordinate(octets, 1 + size, size)));
    }

    private static String coordinate(byte[] point, int from, int size) {
        return BASE64URL.encodeToString(Bytes.ofRange(point, from, from + size).toByteArray());
    }

    /** The thumbprint of a JWK by the given hash. */
    public static Thumbprint of(PublicJwk jwk, Function<byte[], byte[]> hash) {
        return new Thumbprint(Bytes.of(hash.apply(jwk.canonicalJson().getBytes(StandardCharsets.UTF_8))));
    }

    /**
     * The thumbprint of a device's MLS signature key by the hash of its suite, the same whether or not a certificate
     * certifies that key.
     *
     * @throws IllegalArgumentException if the octets are not a key of the suite
     */
    public static Thumbprint of(Ciphersuite suite, Bytes mlsKey, Function<byte[], byte[]> hash) {
        SignatureScheme scheme = suite.signatureScheme();
        return of(jwk(scheme, Bytes.of(EcSignatureKey.uncompressed(scheme, mlsKey.toByteArray()))), hash);
    }

    /** The thumbprint of a certificate's key by the given hash. */
    public static Thumbprint of(SubjectPublicKey key, Function<byte[], byte[]> hash) {
        return of(jwk(key), hash);
    }

    /** Both sides of the comparison where a device uses another key than the one that its certificate certifies. */
    static Comparison comparison(SubjectPublicKey certified, Bytes used, Function<byte[], byte[]> hash) {
        return new Comparison(
                DeviceVerdict.KEY_MISMATCH.name(),
                "the key that the device uses, " + shown(certified, used, hash),
                "the certificate's, " + shown(certified, certified.mlsKey(), hash));
    }

    /** As it is: a compressed point is no key of a certificate, though it has the thumbprint of one. */
    private static String shown(SubjectPublicKey certified, Bytes key, Function<byte[], byte[]> hash) {
        try {
            SignatureScheme scheme = certified.scheme().orElseThrow(IllegalArgumentException::new);
            return "thumbprint " + of(jwk(scheme, key), hash).base64Url();
        } catch (IllegalArgumentException e) {
            return key.size() + " octets of another form";
        }
    }
}
