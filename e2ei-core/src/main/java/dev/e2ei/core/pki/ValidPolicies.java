package dev.e2ei.core.pki;

import dev.e2ei.api.error.PathRejectedException;
import dev.e2ei.api.error.PathRejectedException.Reason;
import dev.e2ei.core.der.ObjectIdentifier;
import dev.e2ei.core.x509.CertificatePolicies;
import dev.e2ei.core.x509.ParsedCertificate;
import dev.e2ei.core.x509.PolicyMapping;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The policies that hold at one depth of the path. RFC 5280 draws a tree, which a hostile path makes exponential; of its
 * nodes no more is needed than the policy that the next certificate has to name, and the policies of the anchor's domain
 * from which it came by mapping.
 */
final class ValidPolicies {
    private static final int MAX_POLICIES = 256;

    private Map<ObjectIdentifier, Set<ObjectIdentifier>> originsByExpected = new HashMap<>();
    private boolean any = true;

    boolean isEmpty() {
        return originsByExpected.isEmpty() && !any;
    }

    /** 6.1.3 (d) and (e). */
    void restrictTo(ParsedCertificate certificate, boolean anyCounts) {
        Optional<CertificatePolicies> extension = certificate.extensions().policies();
        if (extension.isEmpty() || isEmpty()) {
            originsByExpected = new HashMap<>();
            any = false;
            return;
        }
        Set<ObjectIdentifier> policies = extension.get().policies();
        limit(policies.size());
        boolean anyAsserted = anyCounts && policies.contains(CertificatePolicies.ANY_POLICY);
        Map<ObjectIdentifier, Set<ObjectIdentifier>> next = new HashMap<>();
        for (ObjectIdentifier policy : policies) {
            if (policy.equals(CertificatePolicies.ANY_POLICY)) {
                continue;
            }
            Set<ObjectIdentifier> origins = originsByExpected.get(policy);
            if (origins != null) {
                next.put(policy, origins);
            } else if (any) {
                next.put(policy, Set.of(policy));
            }
        }
        if (anyAsserted) {
            originsByExpected.forEach(next::putIfAbsent);
        }
        any &= anyAsserted;
        originsByExpected = next;
    }

    /** 6.1.4 (a) and (b). */
    void map(List<PolicyMapping> mappings, boolean allowed, ParsedCertificate certificate) {
        if (mappings.isEmpty()) {
            return;
        }
        limit(mappings.size());
        for (PolicyMapping mapping : mappings) {
            if (mapping.issuerDomainPolicy().equals(CertificatePolicies.ANY_POLICY)
                    || mapping.subjectDomainPolicy().equals(CertificatePolicies.ANY_POLICY)) {
                throw new PathRejectedException(
                        Reason.CERTIFICATE_POLICY, "no mapping from or to anyPolicy", "one in " + certificate);
            }
        }
        Map<ObjectIdentifier, Set<ObjectIdentifier>> next = new HashMap<>(originsByExpected);
        mappings.forEach(mapping -> next.remove(mapping.issuerDomainPolicy()));
        if (allowed) {
            for (PolicyMapping mapping : mappings) {
                ObjectIdentifier policy = mapping.issuerDomainPolicy();
                Set<ObjectIdentifier> origins = originsByExpected.getOrDefault(policy, any ? Set.of(policy) : Set.of());
                if (!origins.isEmpty()) {
                    next.merge(mapping.subjectDomainPolicy(), origins, ValidPolicies::union);
                }
            }
        }
        originsByExpected = next;
    }

    private static Set<ObjectIdentifier> union(Set<ObjectIdentifier> left, Set<ObjectIdentifier> right) {
        Set<ObjectIdentifier> both = new HashSet<>(left);
        both.addAll(right);
        return both;
    }

    /** 6.1.5 (g): whether something is left of what is wanted; nothing in particular is wanted by the empty set. */
    boolean containsOneOf(Set<ObjectIdentifier> wanted) {
        if (any) {
            return true;
        }
        return wanted.isEmpty()
                ? !originsByExpected.isEmpty()
                : originsByExpected.values().stream().anyMatch(origins -> !Collections.disjoint(origins, wanted));
    }

    private static void limit(int policies) {
        if (policies > MAX_POLICIES) {
            throw new PathRejectedException(
                    Reason.BUDGET_EXCEEDED, "at most " + MAX_POLICIES + " policies in a certificate", "more");
        }
    }
}
