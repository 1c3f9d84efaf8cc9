package dev.e2ei.core.pki;

import dev.e2ei.core.x509.DnsLabels;
import dev.e2ei.core.x509.UriHost;
import java.util.Optional;

/** URIs: a base is one host, or with a leading dot all hosts below a domain. The host alone is compared. */
final class UriSubtree {
    private UriSubtree() {}

    static NameMatch match(String uri, String base) {
        boolean below = base.startsWith(".");
        String domain = below ? base.substring(1) : base;
        Optional<String> host = UriHost.of(uri);
        if (host.isEmpty() || !DnsLabels.isHostName(domain)) {
            return NameMatch.UNDECIDED;
        }
        return NameMatch.of(below ? DnsLabels.isBelow(host.get(), domain) : DnsLabels.isSame(host.get(), domain));
    }
}
