package dev.e2ei.core.x509;

import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The certificate policies extension, RFC 5280 section 4.2.1.4.
 *
 * @param policies the policies under which the certificate was issued
 * @param unknownQualifier whether a policy has a qualifier that RFC 5280 does not define
 */
public record CertificatePolicies(Set<ObjectIdentifier> policies, boolean unknownQualifier) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.32");
    public static final ObjectIdentifier ANY_POLICY = ObjectIdentifier.of("2.5.29.32.0");

    private static final Set<ObjectIdentifier> KNOWN_QUALIFIERS =
            Set.of(ObjectIdentifier.of("1.3.6.1.5.5.7.2.1"), ObjectIdentifier.of("1.3.6.1.5.5.7.2.2"));

    public CertificatePolicies {
        policies = Set.copyOf(policies);
    }

    static CertificatePolicies read(DerReader reader) {
        DerReader sequence = reader.sequence("certificatePolicies");
        Set<ObjectIdentifier> policies = new LinkedHashSet<>();
        boolean unknownQualifier = false;
        do {
            int from = sequence.position();
            DerReader information = sequence.sequence("policyInformation");
            if (!policies.add(information.objectIdentifier("policyIdentifier"))) {
                throw sequence.malformed(Reason.DUPLICATE, from, "policyInformation", "a policy occurs once");
            }
            if (!information.isAtEnd()) {
                unknownQualifier |= readQualifiers(information.sequence("policyQualifiers"));
            }
            information.expectEnd();
        } while (!sequence.isAtEnd());
        return new CertificatePolicies(policies, unknownQualifier);
    }

    private static boolean readQualifiers(DerReader qualifiers) {
        boolean unknown = false;
        do {
            DerReader qualifier = qualifiers.sequence("policyQualifierInfo");
            unknown |= !KNOWN_QUALIFIERS.contains(qualifier.objectIdentifier("policyQualifierId"));
            qualifier.skip("qualifier");
            qualifier.expectEnd();
        } while (!qualifiers.isAtEnd());
        return unknown;
    }
}
