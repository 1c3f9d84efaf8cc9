package dev.e2ei.core.pki;

import dev.e2ei.core.der.ObjectIdentifier;
import java.util.OptionalInt;

/**
 * What a path has to fulfil beside what RFC 5280 asks of each.
 *
 * @param purpose which extended key usage the leaf and all above it must allow
 * @param anchorConstraints whether the anchor's own constraints bind what lies below it, RFC 5937
 * @param policies which certificate policies are wanted
 * @param smallestRsaKey the size in bits from which on RSA keys count; absent: none does
 */
public record PathRequirements(
        Purpose purpose, boolean anchorConstraints, PolicyInputs policies, OptionalInt smallestRsaKey) {
    private static final int SMALLEST_RSA_KEY = 2048;

    /** For a leaf of the given purpose; the anchors' constraints bind, and any policy will do. */
    public static PathRequirements forPurpose(ObjectIdentifier purpose, boolean rsaAccepted) {
        return new PathRequirements(Purpose.explicit(purpose), true, PolicyInputs.ANY, smallestRsaKey(rsaAccepted));
    }

    /** For a certification authority: no purpose of its own. */
    public static PathRequirements forAuthority(boolean rsaAccepted) {
        return new PathRequirements(Purpose.ANY, true, PolicyInputs.ANY, smallestRsaKey(rsaAccepted));
    }

    private static OptionalInt smallestRsaKey(boolean rsaAccepted) {
        return rsaAccepted ? OptionalInt.of(SMALLEST_RSA_KEY) : OptionalInt.empty();
    }
}
