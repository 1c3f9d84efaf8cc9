package dev.e2ei.acme.oidc;

import dev.e2ei.acme.jose.CompactJwt;
import dev.e2ei.acme.jose.JoseException;
import dev.e2ei.acme.json.JsonArray;
import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import dev.e2ei.acme.json.JsonValue;
import dev.e2ei.api.enrollment.OidcAuthenticationRequest;
import dev.e2ei.api.error.IdTokenRejectedException;
import dev.e2ei.api.error.IdTokenRejectedException.Reason;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Looks into an id token before it is sent to the ACME server, where a token that does not fit makes the challenge
 * invalid for good. It does not verify the signature: that is the server's part, and for us TLS to the token endpoint
 * vouches for the token (OpenID Connect Core, section 3.1.3.7, rule 6).
 */
public final class IdTokenInspection {
    /** What the clocks may differ by. */
    private static final Duration LEEWAY = Duration.ofMinutes(1);

    private static final String MAPPER = " The identity provider has to copy the value that the claims parameter of the"
            + " authorization request asks for into the id token; in Keycloak a mapper of type"
            + " oidc-claims-param-value-idtoken-mapper in a client scope of this OAuth client does so, with claim.name ";

    private final OidcAuthenticationRequest request;
    private final Optional<String> clientId;
    private final Optional<String> nonce;
    private final InstantSource clock;

    private IdTokenInspection(
            OidcAuthenticationRequest request, Optional<String> clientId, Optional<String> nonce, InstantSource clock) {
        this.request = request;
        this.clientId = clientId;
        this.nonce = nonce;
        this.clock = clock;
    }

    /**
     * Looks into the token of a host's own login, whose nonce is not known.
     *
     * @throws IdTokenRejectedException with what is wrong and what to configure
     */
    public static void inspect(String idToken, OidcAuthenticationRequest request, InstantSource clock) {
        new IdTokenInspection(request, request.oauthClientId(), Optional.empty(), clock).inspect(idToken);
    }

    /** Looks into the token of a login with this OAuth client and nonce. */
    static void inspect(
            String idToken, OidcAuthenticationRequest request, String clientId, String nonce, InstantSource clock) {
        new IdTokenInspection(request, Optional.of(clientId), Optional.of(nonce), clock).inspect(idToken);
    }

    private void inspect(String idToken) {
        JsonObject claims;
        try {
            claims = CompactJwt.parse(idToken).claims();
        } catch (JoseException malformed) {
            throw new IdTokenRejectedException(
                    Reason.MALFORMED, malformed.getMessage() + "; the identity provider has to issue signed JWT");
        }
        try {
            checkIssuer(claims);
            checkAudience(claims);
            checkExpiry(claims);
        } catch (JsonException malformed) {
            throw new IdTokenRejectedException(
                    Reason.MALFORMED, malformed.getMessage() + "; this is not an id token of OpenID Connect");
        }
        checkNonce(claims);
        checkCopied(claims, "keyauth", request.keyauth(), Reason.KEYAUTH_MISSING, Reason.KEYAUTH_MISMATCH);
        checkCopied(
                claims, "acme_aud", request.acmeAud().toString(), Reason.ACME_AUD_MISSING, Reason.ACME_AUD_MISMATCH);
    }

    private void checkIssuer(JsonObject claims) {
        if (!Issuer.same(claims.text("iss"), request.issuer().toString())) {
            throw new IdTokenRejectedException(
                    Reason.ISSUER,
                    "the token's issuer is not the one that the ACME server expects; the address under which the"
                            + " identity provider issues tokens has to be the issuer in the ACME server's settings");
        }
    }

    private void checkAudience(JsonObject claims) {
        if (clientId.isEmpty()) {
            return;
        }
        List<String> audiences = claims.member("aud").orElse(null) instanceof JsonValue.Text one
                ? List.of(one.value())
                : Optional.of(claims.array("aud"))
                        .map((JsonArray several) -> several.texts("aud"))
                        .orElseThrow();
        Optional<String> authorizedParty = claims.optionalText("azp");
        if (!audiences.contains(clientId.get())
                || authorizedParty
                        .filter(party -> !party.equals(clientId.get()))
                        .isPresent()) {
            throw new IdTokenRejectedException(
                    Reason.AUDIENCE,
                    "the token is for another OAuth client; the client of the login, of the identity provider and of"
                            + " the ACME server has to be the same");
        }
    }

    private void checkExpiry(JsonObject claims) {
        BigDecimal now = BigDecimal.valueOf(clock.instant().minus(LEEWAY).getEpochSecond());
        if (claims.number("exp").compareTo(now) < 0) {
            throw new IdTokenRejectedException(
                    Reason.EXPIRED,
                    "the token has expired; either its lifetime at the identity provider is too short, or this"
                            + " device's clock is ahead");
        }
    }

    private void checkNonce(JsonObject claims) {
        if (nonce.isPresent() && !text(claims, "nonce").equals(nonce)) {
            throw new IdTokenRejectedException(
                    Reason.NONCE,
                    "the token is not of this login; the identity provider has to put the nonce of the authorization"
                            + " request into the id token, and must not answer with a token of an earlier login");
        }
    }

    private static void checkCopied(JsonObject claims, String name, String expected, Reason missing, Reason mismatch) {
        if (!claims.has(name)) {
            throw new IdTokenRejectedException(missing, "the token has no claim " + name + "." + MAPPER + name);
        }
        if (!text(claims, name).equals(Optional.of(expected))) {
            throw new IdTokenRejectedException(
                    mismatch,
                    "the token's claim " + name + " is not the value that was asked for in this login." + MAPPER + name
                            + ", and nothing else may set that claim");
        }
    }

    private static Optional<String> text(JsonObject claims, String name) {
        return claims.member(name)
                .filter(JsonValue.Text.class::isInstance)
                .map(value -> ((JsonValue.Text) value).value());
    }
}
