package dev.e2ei.acme.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Replay-Nonce}, RFC 8555, section 6.5.1. */
public final class ReplayNonce {
    private static final int MAX_LENGTH = 8 * 1024;
    private static final Pattern SYNTAX = Pattern.compile("[A-Za-z0-9_-]+");

    private ReplayNonce() {}

    /** The one nonce among the values of the header; empty if there is none, several, or one that breaks the syntax. */
    public static Optional<String> of(List<String> values) {
        return values.size() == 1 && isValid(values.get(0)) ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Whether a text is base64url of 1 to 8 KiB. */
    public static boolean isValid(String nonce) {
        return nonce.length() <= MAX_LENGTH && SYNTAX.matcher(nonce).matches();
    }
}
