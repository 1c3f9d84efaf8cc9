package dev.e2ei.api.trust;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which addresses {@link ClientTrust#refresh} may ask: the host's own rule, beside those that always hold. It is asked
 * for the address of each request, the proxy's instead of the distribution point's where there is one, and for every
 * redirect. What it refuses is the failure of that one point, with code {@code TRANSPORT_ADDRESS_REFUSED}; so is, with
 * {@code PROVIDER_FAILED}, an exception of the rule.
 *
 * <p>It is called on threads of the refresh, several at a time, and is to answer without waiting for anything.
 */
@FunctionalInterface
public interface DownloadRule {
    /** Refuses nothing that the other rules let pass. */
    DownloadRule ANY = address -> true;

    /**
     * Decides.
     *
     * @param address an http or https address with a host, in lower case, and without user name
     * @return whether it may be asked
     */
    boolean allows(URI address);

    /**
     * The rule that lets the given hosts be asked, at any port, and no others: not their sub-domains either.
     *
     * @param hosts names or literal addresses (IPv6 in brackets), in any case
     * @return the rule
     */
    static DownloadRule hosts(Collection<String> hosts) {
        Set<String> allowed =
                hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        return address ->
                address.getHost() != null && allowed.contains(address.getHost().toLowerCase(Locale.ROOT));
    }
}
