package dev.e2ei.core.pki;

import dev.e2ei.core.der.ObjectIdentifier;
import java.util.Set;

/**
 * The inputs (c) to (g) of RFC 5280, section 6.1.1, that concern certificate policies.
 *
 * @param wanted the policies of which one is wanted; empty: any
 * @param explicitPolicy whether a path without any policy is refused
 * @param inhibitMapping whether authorities may not map policies
 * @param inhibitAnyPolicy whether {@code anyPolicy} stands for nothing
 */
public record PolicyInputs(
        Set<ObjectIdentifier> wanted, boolean explicitPolicy, boolean inhibitMapping, boolean inhibitAnyPolicy) {
    public static final PolicyInputs ANY = new PolicyInputs(Set.of(), false, false, false);

    public PolicyInputs {
        wanted = Set.copyOf(wanted);
    }
}
