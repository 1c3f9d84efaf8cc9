package dev.e2ei.api.enrollment;

import dev.e2ei.api.identity.Thumbprint;
import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.api.trust.CertificateChain;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * A certificate that was issued as requested and has passed all checks.
 *
 * @param chain the chain, leaf first, without the root
 * @param identity what it proves
 * @param thumbprint the RFC 7638 thumbprint of its key, by the hash of the suite
 * @param crlDistributionPoints where the revocation lists of the chain are had, in order
 */
public record IssuedCertificate(
        CertificateChain chain, X509Identity identity, Thumbprint thumbprint, List<URI> crlDistributionPoints) {
    /** {@inheritDoc} */
    public IssuedCertificate {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(thumbprint, "thumbprint");
        crlDistributionPoints = List.copyOf(crlDistributionPoints);
    }
}
