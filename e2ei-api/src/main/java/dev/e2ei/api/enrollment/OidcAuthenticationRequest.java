package dev.e2ei.api.enrollment;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * What the identity provider has to be asked.
 *
 * @param issuer the issuer, without query and fragment
 * @param oauthClientId the OAuth client id, where the challenge names one
 * @param keyauth the value that the id token's claim {@code keyauth} must have
 * @param acmeAud the value that the id token's claim {@code acme_aud} must have
 * @param claims the parameter {@code claims} of OpenID Connect Core, section 5.5, as JSON, not yet URL-encoded
 */
public record OidcAuthenticationRequest(
        URI issuer, Optional<String> oauthClientId, String keyauth, URI acmeAud, String claims) {
    /** {@inheritDoc} */
    public OidcAuthenticationRequest {
        Objects.requireNonNull(issuer, "issuer");
        Objects.requireNonNull(oauthClientId, "oauthClientId");
        Objects.requireNonNull(keyauth, "keyauth");
        Objects.requireNonNull(acmeAud, "acmeAud");
        Objects.requireNonNull(claims, "claims");
    }

    /** {@return the issuer only} */
    @Override
    public String toString() {
        return "OidcAuthenticationRequest[" + issuer + "]";
    }
}
