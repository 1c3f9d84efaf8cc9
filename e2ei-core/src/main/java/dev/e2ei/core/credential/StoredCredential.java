package dev.e2ei.core.credential;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialRef;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.trust.CertificateChain;
import java.net.URI;
import java.util.Optional;

/**
 * A credential of this client, without its private key.
 *
 * @param ref what the host knows it by
 * @param publicKey the signature key in the form of RFC 9420
 * @param chain the certificate chain; of X.509 credentials only
 * @param acmeDirectory where the certificate was issued and can be revoked, if it is known
 */
public record StoredCredential(
        CredentialRef ref, Bytes publicKey, Optional<CertificateChain> chain, Optional<URI> acmeDirectory) {
    /** {@inheritDoc} */
    public StoredCredential {
        if ((ref.type() == CredentialType.X509) != chain.isPresent()) {
            throw new IllegalArgumentException("X.509 credentials, and only those, have a chain");
        }
    }

    /** {@return what a leaf shows of it} */
    public Credential credential() {
        return chain.<Credential>map(certificates -> new X509Credential(certificates.certificates()))
                .orElseGet(() -> new BasicCredential(Bytes.ofUtf8(ref.clientId().toString())));
    }
}
