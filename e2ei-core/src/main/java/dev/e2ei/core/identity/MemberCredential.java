package dev.e2ei.core.identity;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.credential.CredentialType;
import dev.e2ei.api.trust.CertificateChain;
import java.util.Optional;

/**
 * What a leaf of a group shows of its device.
 *
 * @param leafIndex the leaf
 * @param chain the certificates; of X.509 credentials only
 * @param basicIdentity the identity of a Basic credential; else empty
 * @param signatureKey the MLS signature key
 */
public record MemberCredential(
        int leafIndex, Optional<CertificateChain> chain, Bytes basicIdentity, Bytes signatureKey) {
    /** A leaf with a Basic credential. */
    public static MemberCredential basic(int leafIndex, Bytes identity, Bytes signatureKey) {
        return new MemberCredential(leafIndex, Optional.empty(), identity, signatureKey);
    }

    /** A leaf with certificates. */
    public static MemberCredential x509(int leafIndex, CertificateChain chain, Bytes signatureKey) {
        return new MemberCredential(leafIndex, Optional.of(chain), Bytes.EMPTY, signatureKey);
    }

    public CredentialType type() {
        return chain.isPresent() ? CredentialType.X509 : CredentialType.Basic;
    }
}
