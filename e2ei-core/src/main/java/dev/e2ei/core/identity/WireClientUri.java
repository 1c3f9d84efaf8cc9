package dev.e2ei.core.identity;

import java.util.Optional;

/**
 * The URI of a client, {@code wireapp://<base64url>!<device>@<domain>}, as strictly as certificates have it: the exclamation
 * mark as the order writes it, or as the certificate authority escapes it, and no other escape.
 */
final class WireClientUri {
    private static final String SCHEME = "wireapp://";
    private static final String ESCAPED = "%21";
    private static final int USER = 22;
    private static final int MAX_DEVICE = 16;
    private static final int MAX_DOMAIN = 253;

    private WireClientUri() {}

    /** The same as {@code <base64url>:<device>@<domain>}; empty for any other text. */
    static Optional<String> qualified(String uri) {
        int user = SCHEME.length();
        int mark = user + USER;
        if (!uri.startsWith(SCHEME) || uri.length() <= mark || !isAll(uri, user, mark, "-_", true)) {
            return Optional.empty();
        }
        int device = uri.charAt(mark) == '!' ? mark + 1 : mark + ESCAPED.length();
        int at = uri.indexOf('@');
        int length = uri.length() - at - 1;
        boolean wellFormed = (uri.charAt(mark) == '!' || uri.startsWith(ESCAPED, mark))
                && at > device
                && at - device <= MAX_DEVICE
                && isHex(uri, device, at)
                && length > 0
                && length <= MAX_DOMAIN
                && isAll(uri, at + 1, uri.length(), "-.", true);
        return wellFormed ? Optional.of(uri.substring(user, mark) + ':' + uri.substring(device)) : Optional.empty();
    }

    private static boolean isHex(String text, int from, int to) {
        return isAll(text, from, to, "ABCDEFabcdef", false);
    }

    private static boolean isAll(String text, int from, int to, String others, boolean letters) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            boolean good = c >= '0' && c <= '9'
                    || letters && (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z')
                    || others.indexOf(c) >= 0;
            if (!good) {
                return false;
            }
        }
        return true;
    }
}
