package dev.e2ei.api.enrollment;

import java.net.URI;
import java.util.Objects;

/**
 * The addresses of an ACME server, RFC 8555, section 7.1.1. All have the directory's origin.
 *
 * @param newNonce where nonces are had
 * @param newAccount where accounts are made
 * @param newOrder where orders are made
 * @param revokeCert where certificates are revoked
 */
public record AcmeDirectory(URI newNonce, URI newAccount, URI newOrder, URI revokeCert) {
    /** {@inheritDoc} */
    public AcmeDirectory {
        Objects.requireNonNull(newNonce, "newNonce");
        Objects.requireNonNull(newAccount, "newAccount");
        Objects.requireNonNull(newOrder, "newOrder");
        Objects.requireNonNull(revokeCert, "revokeCert");
    }
}
