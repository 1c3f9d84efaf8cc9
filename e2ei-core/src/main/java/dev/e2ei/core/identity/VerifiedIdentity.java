package dev.e2ei.core.identity;

import dev.e2ei.api.identity.X509Identity;
import dev.e2ei.api.trust.CertificateChain;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.ParsedCertificate;

/** From what a certificate claims to what it proves: a verified path is the only way. */
final class VerifiedIdentity {
    private VerifiedIdentity() {}

    static X509Identity of(VerifiedPath path, ClaimedIdentity claimed) {
        ParsedCertificate leaf = path.leaf();
        return new X509Identity(
                claimed.handle(),
                claimed.displayName(),
                claimed.domain(),
                CertificateChain.pem(leaf.encoded()),
                leaf.serialNumber().hex(),
                leaf.validity().notBefore(),
                leaf.validity().notAfter());
    }
}
