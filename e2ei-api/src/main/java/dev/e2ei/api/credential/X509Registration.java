package dev.e2ei.api.credential;

import java.util.Objects;

/**
 * What storing a certificate chain as a credential returns.
 *
 * @param credential the new credential
 * @param newCrlDistributionPoints the distribution points of the chain that have no registered list yet
 */
public record X509Registration(CredentialRef credential, NewCrlDistributionPoints newCrlDistributionPoints) {
    /** {@inheritDoc} */
    public X509Registration {
        Objects.requireNonNull(credential, "credential");
        Objects.requireNonNull(newCrlDistributionPoints, "newCrlDistributionPoints");
    }
}
