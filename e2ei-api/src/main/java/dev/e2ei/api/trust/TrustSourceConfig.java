package dev.e2ei.api.trust;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where roots, other domains' authorities and revocation lists come from.
 *
 * @param acmeDirectory the directory of the ACME server, whose origin serves {@code /roots.pem} and {@code /federation}
 * @param crlProxy an address below which lists are fetched by the host of their distribution point, as Wire's backend
 *     offers it; without one, each list is fetched from its distribution point
 * @param rootsRegistered whether the roots that the server names become trust anchors; if not, none is fetched
 * @param privateAddressesAllowed whether a distribution point, or a redirect on the way to a list, may lie in a private
 *     network
 * @param downloads which addresses may be asked at all
 * @param allCrlsFetched whether every known list is fetched, also one whose next one is not due yet: after an emergency
 *     revocation
 * @param deadline how long all downloads of one refresh may take together; what has not come by then has failed
 */
public record TrustSourceConfig(
        URI acmeDirectory,
        Optional<URI> crlProxy,
        boolean rootsRegistered,
        boolean privateAddressesAllowed,
        DownloadRule downloads,
        boolean allCrlsFetched,
        Duration deadline) {
    private static final Duration USUAL_DEADLINE = Duration.ofMinutes(2);

    /** {@inheritDoc} */
    public TrustSourceConfig {
        Objects.requireNonNull(acmeDirectory, "acmeDirectory");
        Objects.requireNonNull(crlProxy, "crlProxy");
        Objects.requireNonNull(downloads, "downloads");
        Objects.requireNonNull(deadline, "deadline");
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("a deadline lies ahead");
        }
    }

    /**
     * Of an ACME server: its roots become anchors, due lists are fetched from public distribution points, any of them, and
     * all of it has two minutes.
     *
     * @param acmeDirectory the directory of the ACME server
     * @return the configuration
     */
    public static TrustSourceConfig of(URI acmeDirectory) {
        return new TrustSourceConfig(
                acmeDirectory, Optional.empty(), true, false, DownloadRule.ANY, false, USUAL_DEADLINE);
    }

    /**
     * This configuration with a proxy for revocation lists.
     *
     * @param proxy the address to which {@code /} and a host are appended
     * @return the other configuration
     */
    public TrustSourceConfig withCrlProxy(URI proxy) {
        return new TrustSourceConfig(
                acmeDirectory,
                Optional.of(proxy),
                rootsRegistered,
                privateAddressesAllowed,
                downloads,
                allCrlsFetched,
                deadline);
    }

    /**
     * This configuration with or without new roots.
     *
     * @param registered whether the roots that the server names become trust anchors
     * @return the other configuration
     */
    public TrustSourceConfig withRootsRegistered(boolean registered) {
        return new TrustSourceConfig(
                acmeDirectory, crlProxy, registered, privateAddressesAllowed, downloads, allCrlsFetched, deadline);
    }

    /**
     * This configuration with or without private networks.
     *
     * @param allowed whether a distribution point may lie in a private network
     * @return the other configuration
     */
    public TrustSourceConfig withPrivateAddressesAllowed(boolean allowed) {
        return new TrustSourceConfig(
                acmeDirectory, crlProxy, rootsRegistered, allowed, downloads, allCrlsFetched, deadline);
    }

    /**
     * This configuration with a rule of the host's.
     *
     * @param rule which addresses may be asked
     * @return the other configuration
     */
    public TrustSourceConfig withDownloads(DownloadRule rule) {
        return new TrustSourceConfig(
                acmeDirectory, crlProxy, rootsRegistered, privateAddressesAllowed, rule, allCrlsFetched, deadline);
    }

    /**
     * This configuration for due lists only, or for all.
     *
     * @param all whether every known list is fetched
     * @return the other configuration
     */
    public TrustSourceConfig withAllCrlsFetched(boolean all) {
        return new TrustSourceConfig(
                acmeDirectory, crlProxy, rootsRegistered, privateAddressesAllowed, downloads, all, deadline);
    }

    /**
     * This configuration with another deadline.
     *
     * @param all for all downloads together; more than zero
     * @return the other configuration
     */
    public TrustSourceConfig withDeadline(Duration all) {
        return new TrustSourceConfig(
                acmeDirectory, crlProxy, rootsRegistered, privateAddressesAllowed, downloads, allCrlsFetched, all);
    }
}
