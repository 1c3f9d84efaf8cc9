package dev.e2ei.core.x509;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The addresses at which certificates say that their revocation lists are had: http and https only, normalised. */
public final class CrlDistributionPoints {
    /** The longest address, in octets of UTF-8. */
    public static final int MAX_LENGTH = 2048;

    private CrlDistributionPoints() {}

    /** Of one certificate, in order, without repetition. */
    public static List<URI> of(ParsedCertificate certificate) {
        return of(List.of(certificate));
    }

    /** Of a whole chain, in order, without repetition. */
    public static List<URI> of(Collection<ParsedCertificate> chain) {
        return chain.stream()
                .flatMap(certificate -> certificate.extensions().crlDistributionPoints().stream())
                .flatMap(point -> addresses(point.name()))
                .distinct()
                .toList();
    }

    /** The addresses among the full names of a distribution point. */
    public static Stream<URI> addresses(DistributionPointName name) {
        return name.fullName().stream()
                .filter(GeneralName.UniformResourceIdentifier.class::isInstance)
                .flatMap(uri -> address(((GeneralName.UniformResourceIdentifier) uri).uri()).stream());
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = new URI(text);
            return isWeb(uri) && uri.getHost() != null && text.length() <= MAX_LENGTH
                    ? Optional.of(normalize(uri))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isWeb(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    /**
     * Scheme and host in lower case, without the dot at the host's end, the default port and the fragment, an empty path as
     * a slash: RFC 3986, section 6.2. What is no address on the web stays as it is.
     */
    public static URI normalize(URI uri) {
        if (!isWeb(uri) || uri.getHost() == null) {
            return uri;
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort();
        boolean defaultPort = port == (scheme.equals("https") ? 443 : 80);
        StringBuilder out = new StringBuilder(scheme).append("://");
        if (uri.getRawUserInfo() != null) {
            out.append(uri.getRawUserInfo()).append('@');
        }
        out.append(host, 0, host.endsWith(".") ? host.length() - 1 : host.length());
        if (port >= 0 && !defaultPort) {
            out.append(':').append(port);
        }
        String path = uri.getRawPath();
        out.append(path.isEmpty() ? "/" : path);
        if (uri.getRawQuery() != null) {
            out.append('?').append(uri.getRawQuery());
        }
        return URI.create(out.toString());
    }
}
