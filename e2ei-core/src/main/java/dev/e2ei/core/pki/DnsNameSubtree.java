package dev.e2ei.core.pki;

import dev.e2ei.core.x509.DnsLabels;

/** DNS names: a base is a domain with all names below it; a leading dot leaves out the domain itself. */
final class DnsNameSubtree {
    private static final String WILDCARD = "*.";

    private DnsNameSubtree() {}

    static NameMatch match(String name, String base, boolean excluded) {
        if (!DnsLabels.hasLabels(name)) {
            return NameMatch.UNDECIDED;
        }
        if (base.isEmpty()) {
            return NameMatch.INSIDE;
        }
        boolean belowOnly = base.startsWith(".");
        String domain = belowOnly ? base.substring(1) : base;
        if (!DnsLabels.hasLabels(domain)) {
            return NameMatch.UNDECIDED;
        }
        if (DnsLabels.isBelow(name, domain) || !belowOnly && DnsLabels.isSame(name, domain)) {
            return NameMatch.INSIDE;
        }
        return NameMatch.of(excluded && mayBecome(name, domain));
    }

    /** Whether a wildcard stands for the base too: one label in place of the asterisk. */
    private static boolean mayBecome(String name, String domain) {
        int dot = domain.indexOf('.');
        return name.startsWith(WILDCARD)
                && dot > 0
                && DnsLabels.isSame(name.substring(WILDCARD.length()), domain.substring(dot + 1));
    }
}
