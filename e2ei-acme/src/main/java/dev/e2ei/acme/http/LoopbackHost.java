package dev.e2ei.acme.http;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Hosts that are this machine by their spelling alone: {@code localhost} (RFC 6761), 127.0.0.0/8, {@code [::1]}. */
public final class LoopbackHost {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile("127(\\." + OCTET + "){3}");

    private LoopbackHost() {}

    /** Whether the address' host is this machine. */
    public static boolean isHostOf(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.equals("[::1]")
                || IPV4.matcher(host).matches();
    }

    /** Whether octets sent to the address stay on this machine or are protected by TLS. */
    public static boolean isSecure(URI uri) {
        return uri.getHost() != null
                && ("https".equalsIgnoreCase(uri.getScheme())
                        || "http".equalsIgnoreCase(uri.getScheme()) && isHostOf(uri));
    }
}
