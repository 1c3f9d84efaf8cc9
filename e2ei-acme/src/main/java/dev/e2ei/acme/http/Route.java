package dev.e2ei.acme.http;

import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** The way that a request takes, by its scheme and its address policy. */
enum Route {
    /** The JDK's client: https, or http to this machine. */
    CLIENT,
    /** A socket to an address that was found public: http, or https with TLS over it. */
    CHECKED_SOCKET,
    /** A socket to any address: http. */
    SOCKET;

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    /**
     * Decides.
     *
     * @throws TransportException with code {@code TRANSPORT_ADDRESS_REFUSED} if there is no way
     * @throws IllegalArgumentException if the method is none that a transport carries
     */
    static Route of(TransportRequest request) {
        if (!METHODS.contains(request.method())) {
            throw new IllegalArgumentException("a transport carries GET, HEAD and POST");
        }
        URI uri = request.uri();
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw refused("an address has a scheme and a host, and no user name");
        }
        AddressPolicy addresses = request.addresses();
        return switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> addresses == AddressPolicy.PUBLIC_ONLY ? CHECKED_SOCKET : CLIENT;
            case "http" -> addresses == AddressPolicy.ANY ? onThisMachine(uri) : cleartext(request);
            default -> throw refused("a transport knows https and http only");
        };
    }

    private static Route onThisMachine(URI uri) {
        if (!LoopbackHost.isHostOf(uri)) {
            throw refused("http is for this machine only, anything else takes https");
        }
        return CLIENT;
    }

    private static Route cleartext(TransportRequest request) {
        if (request.method().equals("POST")) {
            throw refused("http without TLS is for downloads only");
        }
        return request.addresses() == AddressPolicy.PUBLIC_ONLY ? CHECKED_SOCKET : SOCKET;
    }

    static TransportException refused(String rule) {
        return new TransportException(ErrorCode.TRANSPORT_ADDRESS_REFUSED, rule);
    }
}
