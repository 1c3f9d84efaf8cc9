package dev.e2ei.acme.trust;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.acme.AddressPolicy;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * How a revocation list is reached. A distribution point comes out of somebody's certificate: only http and https are
 * taken, and private networks only where the host allows them. Wire's proxy is told the host alone, so it knows one list
 * a host.
 */
final class CrlRoute {
    private static final int MAX_URL = 2048;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final Optional<String> proxy;
    private final AddressPolicy addresses;

    /**
     * One request.
     *
     * @param address where to
     * @param addresses what may be connected to
     */
    record Hop(URI address, AddressPolicy addresses) {}

    private CrlRoute(Optional<String> proxy, AddressPolicy addresses) {
        this.proxy = proxy;
        this.addresses = addresses;
    }

    static CrlRoute of(TrustSourceConfig config) {
        return new CrlRoute(
                config.crlProxy().map(CrlRoute::prefix),
                config.privateAddressesAllowed() ? AddressPolicy.ANY_FOR_SIGNED : AddressPolicy.PUBLIC_ONLY);
    }

    private static String prefix(URI proxy) {
        if (!isHttp(proxy) || proxy.getRawQuery() != null || proxy.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the proxy of revocation lists is an http or https address without query");
        }
        String text = proxy.toString();
        return text.endsWith("/") ? text : text + "/";
    }

    Hop to(URI distributionPoint) {
        if (distributionPoint.toString().length() > MAX_URL) {
            throw refused("a distribution point has at most " + MAX_URL + " characters");
        }
        if (!isHttp(distributionPoint)) {
            throw refused("a distribution point is an http or https address with a host and without user name");
        }
        return proxy.map(prefix -> new Hop(URI.create(prefix + hostOf(distributionPoint)), AddressPolicy.ANY))
                .orElseGet(() -> new Hop(distributionPoint, addresses));
    }

    private static boolean isHttp(URI uri) {
        return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null;
    }

    /** Host, and port unless it is the scheme's own; brackets are not allowed in a path. */
    private static String hostOf(URI point) {
        String host =
                point.getHost().toLowerCase(Locale.ROOT).replace("[", "%5B").replace("]", "%5D");
        int usual = "https".equalsIgnoreCase(point.getScheme()) ? HTTPS_PORT : HTTP_PORT;
        return point.getPort() < 0 || point.getPort() == usual ? host : host + ":" + point.getPort();
    }

    private static TransportException refused(String rule) {
        return new TransportException(ErrorCode.TRANSPORT_ADDRESS_REFUSED, rule);
    }
}
