package dev.e2ei.core.pki;

import dev.e2ei.core.x509.ParsedCertificate;
import java.util.List;
import java.util.Optional;

/**
 * That all names of the certificates below an issuer lie within its subtrees, RFC 5280 section 6.1.3 (b) and (c). Each
 * issuer's constraints are applied by themselves, which is the intersection that the RFC asks for.
 */
final class NameConstraintsCheck {
    private NameConstraintsCheck() {}

    /**
     * Checks a path.
     *
     * @param issuers the issuers whose constraints bind, top first
     * @param topDown the certificates of the path, leaf last
     */
    static void check(List<ParsedCertificate> issuers, List<ParsedCertificate> topDown, PathBudget budget) {
        for (ParsedCertificate issuer : issuers) {
            Optional<NameSubtrees> subtrees =
                    issuer.extensions().nameConstraints().map(constraints -> new NameSubtrees(issuer, constraints));
            if (subtrees.isPresent()) {
                List<ParsedCertificate> below = topDown.subList(topDown.indexOf(issuer) + 1, topDown.size());
                below.forEach(certificate -> check(subtrees.get(), certificate, below, budget));
            }
        }
    }

    private static void check(
            NameSubtrees subtrees, ParsedCertificate certificate, List<ParsedCertificate> below, PathBudget budget) {
        // A self-issued certificate carries its authority's own name, which its own constraints need not permit.
        boolean leaf = certificate.equals(below.get(below.size() - 1));
        if (leaf || !certificate.isSelfIssued()) {
            ConstrainedNames.of(certificate).forEach(name -> subtrees.check(name, certificate, budget));
        }
    }
}
