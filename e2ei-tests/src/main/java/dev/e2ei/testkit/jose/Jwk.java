package dev.e2ei.testkit.jose;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.e2ei.testkit.jose.JwsRejectedException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * A public key as a JWK, RFC 7517. What it says of itself ({@code alg}, {@code use}) binds; a private or symmetric key
 * is refused.
 */
public final class Jwk {
    private static final Set<String> SECRET_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    private final JwsAlgorithm algorithm;
    private final AsymmetricKeyParameter key;
    private final ObjectNode required;

    private Jwk(JwsAlgorithm algorithm, AsymmetricKeyParameter key, ObjectNode required) {
        this.algorithm = algorithm;
        this.key = key;
        this.required = required;
    }

    /**
     * Reads a JWK.
     *
     * @param jwk the JSON object
     * @return the key
     * @throws JwsRejectedException if it is not a public key of a known kind, on its curve, of exact size
     */
    public static Jwk parse(JsonNode jwk) {
        if (!(jwk instanceof ObjectNode object)) {
            throw badKey("a JWK is a JSON object");
        }
        if (SECRET_MEMBERS.stream().anyMatch(object::has)) {
            throw badKey("a JWK with private or symmetric members");
        }
        if (object.has("use") && !"sig".equals(object.get("use").textValue())) {
            throw badKey("a JWK that is not for signatures");
        }
        Jwk parsed = switch (Json.text(object, "kty")) {
            case "OKP" -> ed25519(object);
            case "EC" -> ellipticCurve(object);
            case "RSA" -> rsa(object);
            default -> throw badKey("an unknown kty");
        };
        if (object.has("alg") && !parsed.algorithm.id().equals(object.get("alg").textValue())) {
            throw badKey("a JWK whose alg is not that of its key");
        }
        return parsed;
    }

    /**
     * The JWK of a key.
     *
     * @param key a public key of a known kind
     * @return its JWK
     */
    static Jwk of(AsymmetricKeyParameter key) {
        ObjectNode jwk = Json.object();
        if (key instanceof Ed25519PublicKeyParameters ed25519) {
            jwk.put("crv", "Ed25519").put("kty", "OKP").put("x", Base64Url.encode(ed25519.getEncoded()));
        } else if (key instanceof ECPublicKeyParameters ec) {
            JwsAlgorithm algorithm = ofFieldSize(ec.getParameters().getCurve().getFieldSize());
            int size = algorithm.signatureSize() / 2;
            jwk.put("crv", algorithm.curve())
                    .put("kty", "EC")
                    .put("x", coordinate(ec.getQ().getAffineXCoord().toBigInteger(), size))
                    .put("y", coordinate(ec.getQ().getAffineYCoord().toBigInteger(), size));
        } else if (key instanceof RSAKeyParameters rsa) {
            jwk.put("e", Base64Url.encode(BigIntegers.asUnsignedByteArray(rsa.getExponent())))
                    .put("kty", "RSA")
                    .put("n", Base64Url.encode(BigIntegers.asUnsignedByteArray(rsa.getModulus())));
        } else {
            throw new IllegalArgumentException("a key of an unknown kind");
        }
        return parse(jwk);
    }

    /**
     * The JWK of a key as X.509 writes it.
     *
     * @param key a public key
     * @return its JWK
     * @throws JwsRejectedException if it is of no known kind
     */
    public static Jwk of(SubjectPublicKeyInfo key) {
        try {
            return of(PublicKeyFactory.createKey(key));
        } catch (IOException | IllegalArgumentException e) {
            throw badKey("a key of an unknown kind");
        }
    }

    private static JwsAlgorithm ofFieldSize(int bits) {
        return switch (bits) {
            case 256 -> JwsAlgorithm.ES256;
            case 384 -> JwsAlgorithm.ES384;
            case 521 -> JwsAlgorithm.ES512;
            default -> throw badKey("an unknown curve");
        };
    }

    private static String coordinate(BigInteger value, int size) {
        return Base64Url.encode(BigIntegers.asUnsignedByteArray(size, value));
    }

    private static Jwk ed25519(ObjectNode jwk) {
        if (!"Ed25519".equals(Json.text(jwk, "crv"))) {
            throw badKey("an OKP key that is not Ed25519");
        }
        byte[] x = exactly(32, jwk, "x");
        try {
            return new Jwk(JwsAlgorithm.EDDSA, new Ed25519PublicKeyParameters(x), copy(jwk, "crv", "kty", "x"));
        } catch (IllegalArgumentException e) {
            throw badKey("not a point of Ed25519");
        }
    }

    private static Jwk ellipticCurve(ObjectNode jwk) {
        String curve = Json.text(jwk, "crv");
        JwsAlgorithm algorithm = switch (curve) {
            case "P-256" -> JwsAlgorithm.ES256;
            case "P-384" -> JwsAlgorithm.ES384;
            case "P-521" -> JwsAlgorithm.ES512;
            default -> throw badKey("an unknown curve");
        };
        int size = algorithm.signatureSize() / 2;
        BigInteger x = new BigInteger(1, exactly(size, jwk, "x"));
        BigInteger y = new BigInteger(1, exactly(size, jwk, "y"));
        ECDomainParameters domain = domain(curve);
        try {
            ECPoint point = domain.validatePublicPoint(domain.getCurve().createPoint(x, y));
            return new Jwk(algorithm, new ECPublicKeyParameters(point, domain), copy(jwk, "crv", "kty", "x", "y"));
        } catch (IllegalArgumentException e) {
            throw badKey("not a point of " + curve);
        }
    }

    static ECDomainParameters domain(String curve) {
        return new ECNamedDomainParameters(ECNamedCurveTable.getOID(curve), ECNamedCurveTable.getByName(curve));
    }

    private static Jwk rsa(ObjectNode jwk) {
        BigInteger modulus = new BigInteger(1, Base64Url.decode(Json.text(jwk, "n")));
        BigInteger exponent = new BigInteger(1, Base64Url.decode(Json.text(jwk, "e")));
        WeakRsaKeys.check(modulus, exponent);
        return new Jwk(JwsAlgorithm.RS256, new RSAKeyParameters(false, modulus, exponent), copy(jwk, "e", "kty", "n"));
    }

    private static byte[] exactly(int size, ObjectNode jwk, String member) {
        byte[] octets = Base64Url.decode(Json.text(jwk, member));
        if (octets.length != size) {
            throw badKey("the member " + member + " has " + octets.length + " octets and not " + size);
        }
        return octets;
    }

    private static ObjectNode copy(ObjectNode jwk, String... members) {
        ObjectNode copy = Json.object();
        for (String member : members) {
            copy.put(member, Json.text(jwk, member));
        }
        return copy;
    }

    private static JwsRejectedException badKey(String message) {
        return new JwsRejectedException(Reason.BAD_KEY, message);
    }

    /** {@return the algorithm that this key signs with} */
    public JwsAlgorithm algorithm() {
        return algorithm;
    }

    AsymmetricKeyParameter key() {
        return key;
    }

    /** {@return the required members alone, in the order of RFC 7638, as a new object} */
    public ObjectNode json() {
        return required.deepCopy();
    }

    /** {@return the SHA-256 thumbprint of RFC 7638, base64url} */
    public String thumbprint() {
        byte[] canonical = Json.write(required).getBytes(StandardCharsets.UTF_8);
        SHA256Digest digest = new SHA256Digest();
        digest.update(canonical, 0, canonical.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return Base64Url.encode(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Jwk that && required.equals(that.required);
    }

    @Override
    public int hashCode() {
        return required.hashCode();
    }

    @Override
    public String toString() {
        return "Jwk[" + algorithm.id() + "]";
    }
}
