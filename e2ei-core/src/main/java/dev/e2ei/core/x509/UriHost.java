package dev.e2ei.core.x509;

import java.util.Optional;

/**
 * The host of a URI by the grammar of RFC 3986, and nothing where there is any doubt: no authority, a host that is an
 * address or has escapes, characters that a URI does not have. Other parsers see other hosts in such text.
 */
public final class UriHost {
    private static final String PUNCTUATION = "-._~!$&'()*+,;=:@/?#%";

    private UriHost() {}

    /** The host, as it is spelled; empty if there is none or if it is not beyond doubt. */
    public static Optional<String> of(String uri) {
        int scheme = uri.indexOf("://");
        if (scheme < 0 || !isScheme(uri.substring(0, scheme)) || !isUri(uri)) {
            return Optional.empty();
        }
        String rest = uri.substring(scheme + 3);
        int fragment = rest.indexOf('#');
        if (fragment >= 0 && rest.indexOf('#', fragment + 1) >= 0) {
            return Optional.empty();
        }
        return host(rest.substring(0, endOfAuthority(rest)));
    }

    private static Optional<String> host(String authority) {
        int at = authority.indexOf('@');
        String hostAndPort = authority.substring(at + 1);
        int colon = hostAndPort.indexOf(':');
        String host = colon < 0 ? hostAndPort : hostAndPort.substring(0, colon);
        String port = colon < 0 ? "" : hostAndPort.substring(colon + 1);
        boolean certain = DnsLabels.isHostName(host) && !isAddress(host) && isNumber(port);
        return certain ? Optional.of(host) : Optional.empty();
    }

    private static boolean isScheme(String text) {
        return !text.isEmpty()
                && isLetter(text.charAt(0))
                && text.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '+' || c == '-' || c == '.');
    }

    /** Whether all characters are those of a URI and all percent signs begin an escape. */
    private static boolean isUri(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
            if (c == '%' && !isEscape(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String text, int percent) {
        return percent + 2 < text.length()
                && Character.digit(text.charAt(percent + 1), 16) >= 0
                && Character.digit(text.charAt(percent + 2), 16) >= 0;
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if ("/?#".indexOf(rest.charAt(i)) >= 0) {
                return i;
            }
        }
        return rest.length();
    }

    /** What ends in a number is an address to some. */
    private static boolean isAddress(String host) {
        String last = host.substring(host.lastIndexOf('.') + 1);
        return isNumber(last) || last.startsWith("0x") || last.startsWith("0X");
    }

    private static boolean isNumber(String text) {
        return text.chars().allMatch(UriHost::isDigit);
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
