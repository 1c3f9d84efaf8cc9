package dev.e2ei.acme.jose;

import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.spi.enrollment.PublicJwk;

/** Writes public keys as JSON Web Keys, RFC 7517. */
public final class Jwk {
    private Jwk() {}

    /** The key's members as Wire's clients write them: {@code kty}, {@code crv}, {@code x} and, for EC, {@code y}. */
    public static JsonObject write(PublicJwk key) {
        JsonObject.Builder jwk =
                JsonObject.builder().put("kty", key.kty()).put("crv", key.crv()).put("x", key.x());
        key.y().ifPresent(y -> jwk.put("y", y));
        return jwk.build();
    }
}
