package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.spi.crypto.X509Crypto;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    /**
     * What the lists of a key are worth.
     *
     * @param clears whether they say that a certificate is not revoked, for which the signer's own has to be valid. That one
     *     is revoked they say for good: neither a signer's end nor a clock that was set back undoes it
     * @param changes when that can change by the passing of time
     */
    record Standing(boolean clears, List<Instant> changes) {
        private static final Standing OF_THE_ISSUER = new Standing(true, List.of());

        Standing or(Standing other) {
            List<Instant> both = new ArrayList<>(changes);
            both.addAll(other.changes);
            return new Standing(clears || other.clears, List.copyOf(both));
        }
    }

    /** What lists signed by the key say about the certificate at the given place of the path; empty: nothing. */
    Optional<Standing> standing(Bytes key, VerifiedPath path, int index) {
        if (path.issuerOf(index).publicKey().encoded().equals(key)) {
            return Optional.of(Standing.OF_THE_ISSUER);
        }
        ParsedCertificate certificate = path.certificates().get(index);
        if (certificate.publicKey().encoded().equals(key)) {
            return Optional.empty(); // self-issued: a key says nothing about its own certificate
        }
        DistinguishedName issuer = certificate.issuer();
        return named(issuer, path)
                .filter(signer -> signer.publicKey().encoded().equals(key))
                .filter(KeyUsageCheck::maySignCrls)
                .flatMap(signer -> underSameAnchor(signer, path).stream())
                .reduce(Standing::or);
    }

    private Stream<ParsedCertificate> named(DistinguishedName issuer, VerifiedPath path) {
        Stream<ParsedCertificate> above =
                path.withAnchor().stream().skip(1).filter(one -> one.subject().equals(issuer));
        return Stream.of(above, trust.anchorsNamed(issuer).stream(), trust.intermediatesNamed(issuer).stream())
                .flatMap(certificates -> certificates);
    }

    private Optional<Standing> underSameAnchor(ParsedCertificate signer, VerifiedPath path) {
        if (path.withAnchor().contains(signer)) {
            return Optional.of(Standing.OF_THE_ISSUER);
        }
        try {
            VerifiedPath own = new PathBuilder(trust, crypto, requirements)
                    .build(
                            signer,
                            path.certificates(),
                            candidate -> candidate.anchor().equals(path.anchor()));
            return own.anchor().equals(path.anchor()) && !isRevoked(own)
                    ? Optional.of(new Standing(
                            ValidityCheck.finding(own.certificates(), at, Duration.ZERO)
                                    .isEmpty(),
                            ValidityCheck.changes(own.certificates(), Duration.ZERO)
                                    .toList()))
                    : Optional.empty();
        } catch (PathRejectedException e) {
            return Optional.empty();
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
