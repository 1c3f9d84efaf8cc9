package dev.e2ei.spi.enrollment;

import java.util.Objects;
import java.util.Optional;

/**
 * A public key as a JSON Web Key, RFC 7517, 7518 and 8037, with the members that Wire uses and no others.
 *
 * @param kty {@code EC} or {@code OKP}
 * @param crv {@code P-256}, {@code P-384}, {@code P-521}, {@code Ed25519} or {@code Ed448}
 * @param x the coordinate as base64url without padding, padded to the size of the field
 * @param y the second coordinate; only of EC keys
 */
public record PublicJwk(String kty, String crv, String x, Optional<String> y) {
    /** {@inheritDoc} */
    public PublicJwk {
        Objects.requireNonNull(kty, "kty");
        Objects.requireNonNull(crv, "crv");
        Objects.requireNonNull(x, "x");
        if (kty.equals("EC") != y.isPresent()) {
            throw new IllegalArgumentException("EC keys, and only those, have a second coordinate");
        }
    }

    /** {@return the JWS algorithm of the key: {@code EdDSA}, {@code ES256}, {@code ES384} or {@code ES512}} */
    public String algorithm() {
        return switch (crv) {
            case "Ed25519", "Ed448" -> "EdDSA";
            case "P-256" -> "ES256";
            case "P-384" -> "ES384";
            case "P-521" -> "ES512";
            default -> throw new IllegalStateException("no JWS algorithm for " + crv);
        };
    }

    /** {@return the canonical JSON of RFC 7638, section 3: required members in lexicographic order, no blanks} */
    public String canonicalJson() {
        return "{\"crv\":\"" + crv + "\",\"kty\":\"" + kty + "\",\"x\":\"" + x + "\""
                + y.map(text -> ",\"y\":\"" + text + "\"").orElse("") + "}";
    }
}
