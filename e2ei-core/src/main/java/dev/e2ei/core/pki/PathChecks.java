package dev.e2ei.core.pki;

import dev.e2ei.core.x509.ParsedCertificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** All checks that need the whole path, RFC 5280 section 6.1, in the order of their cost. */
final class PathChecks {
    private PathChecks() {}

    static void check(VerifiedPath path, PathRequirements requirements, PathBudget budget) {
        path.certificates().forEach(CriticalExtensionsCheck::check);
        List<ParsedCertificate> topDown = new ArrayList<>(path.certificates());
        Collections.reverse(topDown);
        List<ParsedCertificate> intermediates = topDown.subList(0, topDown.size() - 1);
        List<ParsedCertificate> issuers = new ArrayList<>(intermediates);
        Optional<ParsedCertificate> anchor =
                requirements.anchorConstraints() ? Optional.of(path.anchor()) : Optional.empty();
        anchor.ifPresent(binding -> {
            CriticalExtensionsCheck.check(binding);
            issuers.add(0, binding);
        });
        path.certificates().forEach(certificate -> KeyStrengthCheck.check(certificate, requirements));
        BasicConstraintsCheck.checkPathLengths(issuers, intermediates);
        ExtendedKeyUsageCheck.check(requirements.purpose(), path.leaf(), issuers);
        NameConstraintsCheck.check(issuers, topDown, budget);
        CertificatePolicyCheck.check(anchor, topDown, requirements.policies());
    }
}
