package dev.e2ei.api.identity;

import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.id.ClientId;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a device is, and how far that is proven, as of one instant.
 *
 * @param clientId the client
 * @param thumbprint of the key by which its messages are signed, by the hash of the ciphersuite
 * @param credentialType Basic or X.509
 * @param verdict what is known about its certificate
 * @param x509Identity the claims of its certificate; present only where a path to a trust anchor verifies, also of an
 *     expired or revoked certificate
 */
public record WireIdentity(
        ClientId clientId,
        Thumbprint thumbprint,
        CredentialType credentialType,
        DeviceVerdict verdict,
        Optional<X509Identity> x509Identity) {
    /** {@inheritDoc} */
    public WireIdentity {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(thumbprint, "thumbprint");
        Objects.requireNonNull(credentialType, "credentialType");
        Objects.requireNonNull(verdict, "verdict");
        Objects.requireNonNull(x509Identity, "x509Identity");
    }

    /** {@return the three-valued status of Wire's clients} */
    public DeviceStatus status() {
        return verdict.status();
    }
}
