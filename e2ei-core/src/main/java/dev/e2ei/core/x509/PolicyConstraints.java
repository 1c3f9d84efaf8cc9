package dev.e2ei.core.x509;

import dev.e2ei.api.error.MalformedCertificateException.Reason;
import dev.e2ei.core.der.DerReader;
import dev.e2ei.core.der.DerTag;
import dev.e2ei.core.der.ObjectIdentifier;
import java.util.OptionalInt;

/**
 * The policy constraints extension, RFC 5280 section 4.2.1.11.
 *
 * @param requireExplicitPolicy after how many certificates a policy is required
 * @param inhibitPolicyMapping after how many certificates mapping ends
 */
public record PolicyConstraints(OptionalInt requireExplicitPolicy, OptionalInt inhibitPolicyMapping) {
    public static final ObjectIdentifier OID = ObjectIdentifier.of("2.5.29.36");
    /** The extension that forbids {@code anyPolicy}, section 4.2.1.14. */
    public static final ObjectIdentifier INHIBIT_ANY_POLICY = ObjectIdentifier.of("2.5.29.54");

    static PolicyConstraints read(DerReader reader) {
        DerReader sequence = reader.sequence("policyConstraints");
        OptionalInt explicit = skipCerts(sequence, DerTag.context(0), "requireExplicitPolicy");
        OptionalInt mapping = skipCerts(sequence, DerTag.context(1), "inhibitPolicyMapping");
        if (explicit.isEmpty() && mapping.isEmpty()) {
            throw sequence.malformed(Reason.VALUE, "no constraint at all");
        }
        sequence.expectEnd();
        return new PolicyConstraints(explicit, mapping);
    }

    private static OptionalInt skipCerts(DerReader sequence, int tag, String field) {
        return sequence.nextIs(tag)
                ? OptionalInt.of(sequence.smallInteger(tag, Integer.MAX_VALUE, field))
                : OptionalInt.empty();
    }
}
