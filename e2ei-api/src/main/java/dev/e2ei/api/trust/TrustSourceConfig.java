package dev.e2ei.api.trust;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where roots, other domains' authorities and revocation lists come from.
 *
 * @param acmeDirectory the directory of the ACME server, whose origin serves {@code /roots.pem} and {@code /federation}
 * @param crlProxy an address below which lists are fetched by the host of their distribution point, as Wire's backend
 *     offers it; without one, each list is fetched from its distribution point
 * @param rootsRegistered whether the roots that the server names become trust anchors; if not, none is fetched
 * @param privateAddressesAllowed whether a distribution point may lie in a private network
 */
public record TrustSourceConfig(
        URI acmeDirectory, Optional<URI> crlProxy, boolean rootsRegistered, boolean privateAddressesAllowed) {
    /** {@inheritDoc} */
    public TrustSourceConfig {
        Objects.requireNonNull(acmeDirectory, "acmeDirectory");
        Objects.requireNonNull(crlProxy, "crlProxy");
    }

    /**
     * Of an ACME server: its roots become anchors, lists are fetched from public distribution points.
     *
     * @param acmeDirectory the directory of the ACME server
     * @return the configuration
     */
    public static TrustSourceConfig of(URI acmeDirectory) {
        return new TrustSourceConfig(acmeDirectory, Optional.empty(), true, false);
    }

    /**
     * This configuration with a proxy for revocation lists.
     *
     * @param proxy the address to which {@code /} and a host are appended
     * @return the other configuration
     */
    public TrustSourceConfig withCrlProxy(URI proxy) {
        return new TrustSourceConfig(acmeDirectory, Optional.of(proxy), rootsRegistered, privateAddressesAllowed);
    }

    /**
     * This configuration with or without new roots.
     *
     * @param registered whether the roots that the server names become trust anchors
     * @return the other configuration
     */
    public TrustSourceConfig withRootsRegistered(boolean registered) {
        return new TrustSourceConfig(acmeDirectory, crlProxy, registered, privateAddressesAllowed);
    }

    /**
     * This configuration with or without private networks.
     *
     * @param allowed whether a distribution point may lie in a private network
     * @return the other configuration
     */
    public TrustSourceConfig withPrivateAddressesAllowed(boolean allowed) {
        return new TrustSourceConfig(acmeDirectory, crlProxy, rootsRegistered, allowed);
    }
}
