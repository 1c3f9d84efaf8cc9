package dev.e2ei.core.pki;

import dev.e2ei.api.Bytes;
import dev.e2ei.core.x509.AuthorityKeyIdentifier;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may have issued a certificate: whoever has the issuer's name, those with the right key identifier first. */
final class IssuerCandidates {
    private final TrustStore trust;
    private final List<ParsedCertificate> offered;

    IssuerCandidates(TrustStore trust, Collection<ParsedCertificate> offered) {
        this.trust = trust;
        this.offered = List.copyOf(offered);
    }

    List<ParsedCertificate> anchorsFor(ParsedCertificate certificate) {
        return sorted(certificate, trust.anchorsNamed(certificate.issuer()).stream());
    }

    List<ParsedCertificate> intermediatesFor(ParsedCertificate certificate) {
        return sorted(
                certificate,
                Stream.concat(
                                offered.stream()
                                        .filter(issuer -> issuer.subject().equals(certificate.issuer())),
                                trust.intermediatesNamed(certificate.issuer()).stream())
                        .distinct());
    }

    private static List<ParsedCertificate> sorted(ParsedCertificate certificate, Stream<ParsedCertificate> issuers) {
        List<ParsedCertificate> all = new ArrayList<>(
                issuers.filter(issuer -> !issuer.equals(certificate)).toList());
        all.sort(Comparator.comparing(issuer -> !fits(certificate, issuer)));
        return all;
    }

    /** Whether the key identifiers, decoded, do not contradict each other; absent ones contradict nothing. */
    static boolean fits(ParsedCertificate certificate, ParsedCertificate issuer) {
        Optional<Bytes> wanted =
                certificate.extensions().authorityKeyIdentifier().flatMap(AuthorityKeyIdentifier::keyIdentifier);
        Optional<Bytes> own = issuer.extensions().subjectKeyIdentifier();
        return wanted.isEmpty() || own.isEmpty() || wanted.equals(own);
    }
}
