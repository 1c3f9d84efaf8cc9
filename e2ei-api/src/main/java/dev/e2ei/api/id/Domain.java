package dev.e2ei.api.id;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The domain of a Wire backend. The spelling is kept; equality ignores the case of ASCII letters, as DNS does.
 */
public final class Domain {
    private static final int MAX_LENGTH = 253;
    private static final Pattern LABELS = Pattern.compile(
            "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*");

    private final String text;

    private Domain(String text) {
        this.text = text;
    }

    /**
     * Reads a domain name: labels of letters, digits and hyphens, at most 253 characters, no trailing dot, no port.
     *
     * @param text the domain, such as {@code wire.example}
     * @return the domain
     * @throws IllegalArgumentException if the text is not a domain name
     */
    public static Domain parse(String text) {
        if (text.length() > MAX_LENGTH || !LABELS.matcher(text).matches()) {
            throw new IllegalArgumentException("not a domain name");
        }
        return new Domain(text);
    }

    /** Compares without regard to the case of ASCII letters. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Domain that && text.equalsIgnoreCase(that.text);
    }

    @Override
    public int hashCode() {
        return text.toLowerCase(Locale.ROOT).hashCode();
    }

    /** {@return the domain as it was written} */
    @Override
    public String toString() {
        return text;
    }
}
