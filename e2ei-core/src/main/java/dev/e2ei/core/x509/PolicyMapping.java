package dev.e2ei.core.x509;

import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.ArrayList;
import java.util.List;

/**
 * One pair of the policy mappings extension, RFC 5280 section 4.2.1.5.
 *
 * @param issuerDomainPolicy the issuer's policy
 * @param subjectDomainPolicy the subject's policy that the issuer takes for equivalent
 */
public record PolicyMapping(ObjectIdentifier issuerDomainPolicy, ObjectIdentifier subjectDomainPolicy) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.33");

    static List<PolicyMapping> readAll(DerReader reader) {
        DerReader sequence = reader.sequence("policyMappings");
        List<PolicyMapping> mappings = new ArrayList<>();
        do {
            DerReader pair = sequence.sequence("mapping");
            mappings.add(new PolicyMapping(
                    pair.objectIdentifier("issuerDomainPolicy"), pair.objectIdentifier("subjectDomainPolicy")));
            pair.expectEnd();
        } while (!sequence.isAtEnd());
        return List.copyOf(mappings);
    }
}
