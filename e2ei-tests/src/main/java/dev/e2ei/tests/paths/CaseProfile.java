package dev.e2ei.tests.paths;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.core.identity.LeafProfileRule;
import dev.e2ei.core.pki.VerifiedPath;
import dev.e2ei.core.x509.ExtendedKeyUsage;
import dev.e2ei.core.x509.KeyUsage;
import dev.e2ei.core.x509.ParsedCertificate;
import java.util.Optional;

/** What suites ask of certificates beyond a valid path: the strict purposes of one, Wire's profile of another, an issuer's of a third. */
final class CaseProfile {
    private CaseProfile() {}

    static Optional<String> problem(PathCase one, VerifiedPath path) {
        if (CasePurposes.isStrict(one)) {
            return strictProblem(one, path);
        }
        if (one.isOf("limbo") || one.isOf("x509-limbo")) {
            return IssuerProfile.problem(one, path);
        }
        return one.isOf("wire") ? wireProblem(one, path.leaf()) : Optional.empty();
    }

    private static Optional<String> wireProblem(PathCase one, ParsedCertificate leaf) {
        if (one.purpose().equals("clientAuth")) {
            try {
                new LeafProfileRule(ExtendedKeyUsage.CLIENT_AUTH, true).check(leaf);
                return Optional.empty();
            } catch (PathRejectedException e) {
                return Optional.of(e.getMessage());
            }
        }
        Optional<KeyUsage> usage = leaf.extensions().keyUsage();
        if (leaf.isCa() || usage.filter(KeyUsage::keyCertSign).isPresent()) {
            return Optional.of("expected an end entity, found one that may sign certificates");
        }
        return leaf.publicKey().scheme().isPresent()
                ? Optional.empty()
                : Optional.of("expected a key of P-256, P-384, P-521 or Ed25519, found another");
    }

    /** An end entity with that purpose alone, and issuers that name it. */
    private static Optional<String> strictProblem(PathCase one, VerifiedPath path) {
        if (path.leaf().isCa()) {
            return Optional.of("expected an end entity, found a certification authority");
        }
        Optional<ExtendedKeyUsage> leaf = path.leaf().extensions().extendedKeyUsage();
        if (leaf.isEmpty() || leaf.get().purposes().size() > 1) {
            return Optional.of("expected the wanted purpose alone, found "
                    + leaf.map(extension -> extension.purposes().toString()).orElse("none"));
        }
        boolean named = path.certificates().stream()
                .allMatch(certificate -> certificate
                        .extensions()
                        .extendedKeyUsage()
                        .filter(extension -> extension.purposes().contains(CasePurposes.identifier(one.purpose())))
                        .isPresent());
        return named || one.purpose().endsWith("LEAF")
                ? Optional.empty()
                : Optional.of("expected issuers with the purpose, found one without");
    }
}
