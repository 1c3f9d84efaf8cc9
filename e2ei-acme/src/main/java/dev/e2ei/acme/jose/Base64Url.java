package dev.e2ei.acme.jose;

import java.util.Base64;
import java.util.regex.Pattern;

/** Base64url without padding, RFC 4648, section 5, in its one canonical spelling. */
public final class Base64Url {
    private static final Pattern ALPHABET = Pattern.compile("[A-Za-z0-9_-]*");

    private Base64Url() {}

    public static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /**
     * Decodes.
     *
     * @throws JoseException for padding, blanks, other characters, an impossible length, and unused bits that are set
     */
    public static byte[] decode(String text) {
        // the JDK's decoder takes padding, and unused bits of any value
        if (!ALPHABET.matcher(text).matches() || text.length() % 4 == 1) {
            throw new JoseException("not base64url without padding");
        }
        byte[] octets = Base64.getUrlDecoder().decode(text);
        if (!encode(octets).equals(text)) {
            throw new JoseException("base64url with unused bits that are set");
        }
        return octets;
    }
}
