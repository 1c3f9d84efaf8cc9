package dev.e2ei.acme.jose;

import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.spi.crypto.RandomSource;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A DPoP proof (RFC 9449) with Wire's claims: it shows to Wire's backend, and through the access token to the ACME server,
 * that whoever holds the account's key is this client of this user.
 *
 * @param challenge the address of the challenge {@code wire-dpop-01}
 * @param target the challenge's target, verbatim: the backend compares it with the address that it knows itself by
 * @param challengeToken the challenge's token
 * @param backendNonce the backend's nonce
 */
public record DpopProof(URI challenge, String target, String challengeToken, String backendNonce) {
    /** The lifetime where the caller does not choose one. */
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    /** The longest lifetime; backends refuse more. */
    public static final Duration MAX_LIFETIME = Duration.ofMinutes(5);

    // a device whose clock is ahead would otherwise be told that its proof is not valid yet
    private static final Duration BACKDATED = Duration.ofHours(1);

    /**
     * Signs the proof with the account's key.
     *
     * @throws IllegalArgumentException if the lifetime is outside 1 second to {@link #MAX_LIFETIME}
     */
    public String sign(
            EnrollmentRequest request, JwsSigner account, RandomSource random, Instant now, Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw new IllegalArgumentException("a DPoP proof lives 1 second to 5 minutes");
        }
        long since = now.minus(BACKDATED).getEpochSecond();
        JsonObject header = JsonObject.builder()
                .put("alg", account.key().algorithm())
                .put("typ", "dpop+jwt")
                .put("jwk", Jwk.write(account.key()))
                .build();
        JsonObject.Builder claims = JsonObject.builder()
                .put("iat", since)
                .put("exp", now.plus(lifetime).getEpochSecond())
                .put("nbf", since)
                .put("sub", request.clientId().uri())
                .put("aud", challenge.toString())
                .put("jti", randomUuid(random).toString())
                .put("nonce", backendNonce)
                .put("htm", "POST")
                .put("htu", target)
                .put("chal", challengeToken)
                .put("handle", request.handle().uri());
        // the claim has to be there, null without a team
        request.team().ifPresentOrElse(team -> claims.put("team", team), () -> claims.putNull("team"));
        return CompactJwt.write(
                header, claims.put("name", request.displayName()).build(), account);
    }

    private static UUID randomUuid(RandomSource random) {
        byte[] octets = random.bytes(16);
        octets[6] = (byte) (octets[6] & 0x0f | 0x40);
        octets[8] = (byte) (octets[8] & 0x3f | 0x80);
        ByteBuffer halves = ByteBuffer.wrap(octets);
        return new UUID(halves.getLong(), halves.getLong());
    }

    @Override
    public String toString() {
        return "DpopProof[" + challenge + "]";
    }
}
