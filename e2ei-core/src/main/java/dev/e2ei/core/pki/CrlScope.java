package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.x509.DistinguishedName;
import dev.e2ei.core.x509.DistributionPoint;
import dev.e2ei.core.x509.GeneralName;
import dev.e2ei.core.x509.IssuingDistributionPoint;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.ParsedCrl;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a revocation list is about: whose certificates, and which of them. Of each scope the newest list is kept.
 *
 * @param issuer the name of the issuer
 * @param signerKey the SubjectPublicKeyInfo that the list verifies under; authorities may share a name
 * @param part the part of the issuer's certificates, where it is not all
 */
record CrlScope(DistinguishedName issuer, Bytes signerKey, Optional<IssuingDistributionPoint> part) {
    /** The reasons of RFC 5280 section 4.2.1.13 as named bits, without the unused one. */
    static final int ALL_REASONS = 0x1fe;

    static CrlScope of(ParsedCrl crl, Bytes signerKey) {
        return new CrlScope(crl.issuer(), signerKey, crl.extensions().issuingDistributionPoint());
    }

    /** The reasons for which this list answers for a certificate of its issuer; 0 if it does not, section 6.3.3 (b). */
    int reasonsCovered(ParsedCertificate certificate) {
        if (part.isEmpty()) {
            return reasonsOfPoints(certificate, null);
        }
        IssuingDistributionPoint point = part.get();
        if (point.onlyUserCertificates() && certificate.isCa() || point.onlyCaCertificates() && !certificate.isCa()) {
            return 0;
        }
        int reasons = point.onlySomeReasons().orElse(ALL_REASONS);
        List<GeneralName> names = point.name().isAbsent() ? null : point.name().resolve(issuer);
        return reasons & reasonsOfPoints(certificate, names) & ALL_REASONS;
    }

    private int reasonsOfPoints(ParsedCertificate certificate, @Nullable List<GeneralName> names) {
        List<DistributionPoint> points = certificate.extensions().crlDistributionPoints();
        if (points.isEmpty()) {
            // The certificate's issuer is the point that is meant then.
            boolean meant = names == null || names.contains(new GeneralName.DirectoryName(issuer));
            return meant ? ALL_REASONS : 0;
        }
        int reasons = 0;
        for (DistributionPoint point : points) {
            boolean meant =
                    names == null || !Collections.disjoint(names, point.name().resolve(issuer));
            // A point with a list issuer of its own is about an indirect list.
            if (meant && point.crlIssuer().isEmpty()) {
                reasons |= point.reasons().orElse(ALL_REASONS);
            }
        }
        return reasons & ALL_REASONS;
    }
}
