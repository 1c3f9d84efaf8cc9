package dev.e2ei.acme.trust;

import java.net.URI;
import java.util.Locale;

/** What downloads need to know of an address: whether it is one of the web, and where its origin is. */
final class WebAddress {
    static final int MAX_LENGTH = 2048;

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private WebAddress() {}

    /** Whether it is http or https, with a host and without user name. */
    static boolean isOne(URI uri) {
        return ("http".equalsIgnoreCase(uri.getScheme()) || isHttps(uri))
                && uri.getHost() != null
                && uri.getRawUserInfo() == null;
    }

    static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    static String host(URI uri) {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : usualPort(uri);
    }

    static int usualPort(URI uri) {
        return isHttps(uri) ? HTTPS_PORT : HTTP_PORT;
    }

    static boolean sameOrigin(URI one, URI other) {
        return isHttps(one) == isHttps(other) && host(one).equals(host(other)) && port(one) == port(other);
    }

    /** The same address with scheme and host in lower case and without fragment. */
    static URI lowerCase(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(
                uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host(uri) + port + uri.getRawPath() + query);
    }
}
