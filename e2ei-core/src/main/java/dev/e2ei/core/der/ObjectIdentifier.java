package dev.e2ei.core.der;

import java.util.regex.Pattern;

/**
 * An OBJECT IDENTIFIER.
 *
 * @param dotted its arcs in decimal, joined by dots
 */
public record ObjectIdentifier(String dotted) {
    private static final Pattern DOTTED = Pattern.compile("[0-2](?:\\.(?:0|[1-9][0-9]{0,38})){1,64}");

    /** An identifier written in this program. */
    public static ObjectIdentifier of(String dotted) {
        if (!DOTTED.matcher(dotted).matches()) {
            throw new IllegalArgumentException("not an object identifier");
        }
        return new ObjectIdentifier(dotted);
    }

    @Override
    public String toString() {
        return dotted;
    }
}
