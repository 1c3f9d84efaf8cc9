package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.PolicyConstraints;
import dev.e2ei.core.x509.PolicyMapping;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Certificate policies, RFC 5280 section 6.1.3 (d) to (f), 6.1.4 (a), (b), (h) to (j), and 6.1.5 (a), (b), (g). */
final class CertificatePolicyCheck {
    private final PolicyInputs inputs;
    private final ValidPolicies valid = new ValidPolicies();
    private int explicitPolicy;
    private int policyMapping;
    private int inhibitAnyPolicy;

    private CertificatePolicyCheck(PolicyInputs inputs, int pathLength) {
        this.inputs = inputs;
        explicitPolicy = inputs.explicitPolicy() ? 0 : pathLength + 1;
        policyMapping = inputs.inhibitMapping() ? 0 : pathLength + 1;
        inhibitAnyPolicy = inputs.inhibitAnyPolicy() ? 0 : pathLength + 1;
    }

    /**
     * Checks a path.
     *
     * @param anchor the anchor, if its policies bind: as one certificate more, but without the extension it allows any
     * @param topDown the certificates of the path, leaf last
     */
    static void check(Optional<ParsedCertificate> anchor, List<ParsedCertificate> topDown, PolicyInputs inputs) {
        CertificatePolicyCheck check = new CertificatePolicyCheck(inputs, topDown.size());
        anchor.ifPresent(root -> {
            if (root.extensions().policies().isPresent()) {
                check.process(root, true);
            }
            check.prepareNext(root, true);
        });
        for (ParsedCertificate issuer : topDown.subList(0, topDown.size() - 1)) {
            check.process(issuer, issuer.isSelfIssued());
            check.prepareNext(issuer, issuer.isSelfIssued());
        }
        check.leaf(topDown.get(topDown.size() - 1));
    }

    private void prepareNext(ParsedCertificate certificate, boolean selfIssued) {
        List<PolicyMapping> mappings = certificate.extensions().policyMappings();
        valid.map(mappings, policyMapping > 0, certificate);
        if (!selfIssued) {
            explicitPolicy = Math.max(0, explicitPolicy - 1);
            policyMapping = Math.max(0, policyMapping - 1);
            inhibitAnyPolicy = Math.max(0, inhibitAnyPolicy - 1);
        }
        OptionalInt explicit = explicitOf(certificate);
        explicitPolicy = Math.min(explicitPolicy, explicit.orElse(Integer.MAX_VALUE));
        policyMapping = Math.min(
                policyMapping,
                certificate
                        .extensions()
                        .policyConstraints()
                        .map(PolicyConstraints::inhibitPolicyMapping)
                        .orElse(OptionalInt.empty())
                        .orElse(Integer.MAX_VALUE));
        inhibitAnyPolicy = Math.min(
                inhibitAnyPolicy, certificate.extensions().inhibitAnyPolicy().orElse(Integer.MAX_VALUE));
    }

    private void leaf(ParsedCertificate leaf) {
        process(leaf, false);
        explicitPolicy = Math.max(0, explicitPolicy - 1);
        if (explicitOf(leaf).orElse(1) == 0) {
            explicitPolicy = 0;
        }
        if (explicitPolicy == 0 && !valid.containsOneOf(inputs.wanted())) {
            throw refused(leaf);
        }
    }

    private void process(ParsedCertificate certificate, boolean anyStillCounts) {
        valid.restrictTo(certificate, inhibitAnyPolicy > 0 || anyStillCounts);
        if (explicitPolicy == 0 && valid.isEmpty()) {
            throw refused(certificate);
        }
    }

    private static OptionalInt explicitOf(ParsedCertificate certificate) {
        return certificate
                .extensions()
                .policyConstraints()
                .map(PolicyConstraints::requireExplicitPolicy)
                .orElse(OptionalInt.empty());
    }

    private PathRejectedException refused(ParsedCertificate certificate) {
        return new PathRejectedException(
                Reason.CERTIFICATE_POLICY,
                inputs.wanted().isEmpty()
                        ? "a policy under which the whole path was issued"
                        : "one of " + inputs.wanted(),
                "none that holds down to " + certificate);
    }
}
