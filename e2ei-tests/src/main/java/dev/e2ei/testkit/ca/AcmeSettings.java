package dev.e2ei.testkit.ca;

import dev.e2ei.testkit.jose.Jwk;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * What the ACME server has to know of the others.
 *
 * @param dpopTarget the target of {@code wire-dpop-01}, with {@code {{.DeviceID}}} where the device's id goes
 * @param backendKeys the keys of the backend's access tokens; a real step-ca knows one
 * @param issuer the identity provider
 * @param oidcTarget the target of {@code wire-oidc-01}: the issuer, perhaps with a query that names the OAuth client
 * @param oauthClientId the audience of id tokens
 * @param tls whom to trust when the provider's keys are fetched
 */
public record AcmeSettings(
        String dpopTarget,
        Collection<Jwk> backendKeys,
        URI issuer,
        String oidcTarget,
        String oauthClientId,
        SSLContext tls) {
    /** {@inheritDoc} */
    public AcmeSettings {
        backendKeys = List.copyOf(backendKeys);
    }
}
