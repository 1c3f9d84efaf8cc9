package dev.e2ei.api.id;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A user's handle within a domain, such as {@code alice_wire} at {@code wire.example}.
 *
 * @param name the bare handle, without at-sign and domain: 1 to 256 characters, none of them blank or a control
 * @param domain the domain in which it is unique
 */
public record Handle(String name, Domain domain) {
    private static final int MAX_LENGTH = 256;
    private static final String SCHEME = "wireapp://";
    // WHATWG URL, the userinfo percent-encode set, as far as it is printable ASCII; the percent sign besides, so that
    // decoding gives back what was encoded.
    private static final String ENCODED = " \"#<>?`{}/:;=@[\\]^|%";

    /** {@inheritDoc} */
    public Handle {
        Objects.requireNonNull(domain, "domain");
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a handle has 1 to " + MAX_LENGTH + " characters");
        }
        if (name.indexOf('@') >= 0 || name.codePoints().anyMatch(Handle::neverInHandle)) {
            throw new IllegalArgumentException("a handle has no at-sign, blank, control or lone surrogate");
        }
    }

    private static boolean neverInHandle(int c) {
        return Character.isISOControl(c)
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.SURROGATE;
    }

    /**
     * Reads a bare handle ({@code alice_wire}), a qualified one ({@code alice_wire@wire.example}) or the URI
     * ({@code wireapp://%40alice_wire@wire.example}) of a user of the given domain.
     *
     * @param text the handle in any of the three forms
     * @param domain the domain of the client; a form that names another domain is refused
     * @return the handle
     * @throws IllegalArgumentException if the text is no handle or names another domain
     */
    public static Handle parse(String text, Domain domain) {
        Handle handle = isUri(text) ? parseUri(text) : parseQualified(text, domain);
        if (!handle.domain.equals(domain)) {
            throw new IllegalArgumentException("the handle belongs to another domain than the client");
        }
        return handle;
    }

    /**
     * Reads the URI form, which names its own domain.
     *
     * @param text {@code wireapp://%40<handle>@<domain>}
     * @return the handle
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Handle parseUri(String text) {
        int at = text.lastIndexOf('@');
        if (!isUri(text) || at <= SCHEME.length()) {
            throw new IllegalArgumentException("a handle URI is wireapp://%40<handle>@<domain>");
        }
        String userInfo = decode(text.substring(SCHEME.length(), at));
        if (!userInfo.startsWith("@")) {
            throw new IllegalArgumentException("the user part of a handle URI begins with an at-sign");
        }
        return new Handle(userInfo.substring(1), Domain.parse(text.substring(at + 1)));
    }

    private static boolean isUri(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    private static Handle parseQualified(String text, Domain domain) {
        int at = text.lastIndexOf('@');
        return at < 0
                ? new Handle(text, domain)
                : new Handle(text.substring(0, at), Domain.parse(text.substring(at + 1)));
    }

    private static String decode(String userInfo) {
        ByteBuffer out = ByteBuffer.allocate(userInfo.length() * 4);
        for (int i = 0; i < userInfo.length(); i++) {
            char c = userInfo.charAt(i);
            if (c == '%') {
                if (i + 2 >= userInfo.length()
                        || Character.digit(userInfo.charAt(i + 1), 16) < 0
                        || Character.digit(userInfo.charAt(i + 2), 16) < 0) {
                    throw new IllegalArgumentException("a percent sign that begins no escape");
                }
                out.put((byte) Integer.parseInt(userInfo.substring(i + 1, i + 3), 16));
                i += 2;
            } else if (c > ' ' && c < 0x7f) {
                out.put((byte) c);
            } else {
                throw new IllegalArgumentException("a character that a URI does not have");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(out.flip())
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("escapes that are not UTF-8", e);
        }
    }

    /** {@return the URI form, {@code wireapp://%40<handle>@<domain>}} */
    public String uri() {
        StringBuilder out = new StringBuilder(SCHEME).append("%40");
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c > ' ' && c < 0x7f && ENCODED.indexOf(c) < 0) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.append('@').append(domain).toString();
    }

    /** {@return the qualified form, {@code <handle>@<domain>}} */
    @Override
    public String toString() {
        return name + "@" + domain;
    }
}
