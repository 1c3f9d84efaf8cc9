package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Whose revocation lists count for the certificates of a path, RFC 5280 section 6.3.3 (f): those of the issuer's own key,
 * and those of another key that an authority of the same name has under the same trust anchor. A name alone proves nothing.
 */
public final class CrlSigners {
    private final TrustStore trust;
    private final CrlRegistry registry;
    private final X509Crypto crypto;
    private final PathRequirements requirements;
    private final Instant at;

    public CrlSigners(TrustStore trust, CrlRegistry registry, X509Crypto crypto, boolean rsaAccepted, Instant at) {
        this.trust = trust;
        this.registry = registry;
        this.crypto = crypto;
        this.requirements = PathRequirements.forAuthority(rsaAccepted);
        this.at = at;
    }

    /** Whether the key may sign lists about the certificate at the given place of the path. */
    boolean accept(Bytes key, VerifiedPath path, int index) {
        if (path.issuerOf(index).publicKey().encoded().equals(key)) {
            return true;
        }
        DistinguishedName issuer = path.certificates().get(index).issuer();
        return named(issuer, path)
                .filter(signer -> signer.publicKey().encoded().equals(key))
                .filter(KeyUsageCheck::maySignCrls)
                .anyMatch(signer -> isUnderSameAnchor(signer, path));
    }

    private Stream<ParsedCertificate> named(DistinguishedName issuer, VerifiedPath path) {
        Stream<ParsedCertificate> above =
                path.withAnchor().stream().skip(1).filter(one -> one.subject().equals(issuer));
        return Stream.of(above, trust.anchorsNamed(issuer).stream(), trust.intermediatesNamed(issuer).stream())
                .flatMap(certificates -> certificates);
    }

    private boolean isUnderSameAnchor(ParsedCertificate signer, VerifiedPath path) {
        if (path.withAnchor().contains(signer)) {
            return true;
        }
        try {
            VerifiedPath own = new PathBuilder(trust, crypto, requirements)
                    .build(
                            signer,
                            path.certificates(),
                            candidate -> candidate.anchor().equals(path.anchor()));
            return own.anchor().equals(path.anchor())
                    && ValidityCheck.finding(own.certificates(), at, Duration.ZERO)
                            .isEmpty()
                    && !isRevoked(own);
        } catch (PathRejectedException e) {
            return false;
        }
    }

    /** Whether an issuer's own key has revoked a certificate of the path; lists of yet other keys are not asked. */
    private boolean isRevoked(VerifiedPath path) {
        for (int i = 0; i < path.certificates().size(); i++) {
            ParsedCertificate certificate = path.certificates().get(i);
            Bytes issuerKey = path.issuerOf(i).publicKey().encoded();
            if (registry.listsOf(certificate.issuer()).stream()
                    .filter(list -> list.scope().signerKey().equals(issuerKey))
                    .anyMatch(list ->
                            !list.crl().entries(certificate.serialNumber()).isEmpty())) {
                return true;
            }
        }
        return false;
    }
}
