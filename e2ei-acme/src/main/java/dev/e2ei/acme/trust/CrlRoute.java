package dev.e2ei.acme.trust;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.acme.AddressPolicy;
import java.net.URI;
import java.util.Optional;

/**
 * How a revocation list is reached. A distribution point comes out of somebody's certificate: only http and https are
 * taken, and private networks only where the host allows them. Wire's proxy is told the host alone, so it knows one list
 * a host.
 */
final class CrlRoute {
    private final Optional<String> proxy;
    private final AddressPolicy addresses;

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
        if (!WebAddress.isOne(proxy) || proxy.getRawQuery() != null || proxy.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the proxy of revocation lists is an http or https address without query");
        }
        String text = proxy.toString();
        return text.endsWith("/") ? text : text + "/";
    }

    Hop to(URI distributionPoint) {
        if (distributionPoint.toString().length() > WebAddress.MAX_LENGTH) {
            throw refused("a distribution point has at most " + WebAddress.MAX_LENGTH + " characters");
        }
        if (!WebAddress.isOne(distributionPoint)) {
            throw refused("a distribution point is an http or https address with a host and without user name");
        }
        return proxy.map(prefix -> new Hop(URI.create(prefix + hostOf(distributionPoint)), AddressPolicy.ANY))
                .orElseGet(() -> new Hop(distributionPoint, addresses));
    }

    Redirects redirects() {
        return Redirects.anywhere(addresses);
    }

    /** Host, and port unless it is the scheme's own; brackets are not allowed in a path. */
    private static String hostOf(URI point) {
        String host = WebAddress.host(point).replace("[", "%5B").replace("]", "%5D");
        int port = WebAddress.port(point);
        return port == WebAddress.usualPort(point) ? host : host + ":" + port;
    }

    private static TransportException refused(String rule) {
        return new TransportException(ErrorCode.TRANSPORT_ADDRESS_REFUSED, rule);
    }
}
