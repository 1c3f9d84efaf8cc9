package dev.e2ei.api.identity;

import dev.e2ei.api.Bytes;
import java.util.Base64;

/**
 * The RFC 7638 thumbprint of a public key.
 *
 * @param octets the hash of the canonical JWK; 32, 48 or 64 octets
 */
public record Thumbprint(Bytes octets) {
    /** {@inheritDoc} */
    public Thumbprint {
        if (octets.isEmpty()) {
            throw new IllegalArgumentException("a thumbprint is never empty");
        }
    }

    /** {@return base64url without padding, as Wire's clients show it} */
    public String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets.toByteArray());
    }

    /** {@return lower-case hexadecimal} */
    public String hex() {
        return octets.hex();
    }

    /** {@return {@link #base64Url()}} */
    @Override
    public String toString() {
        return base64Url();
    }
}
