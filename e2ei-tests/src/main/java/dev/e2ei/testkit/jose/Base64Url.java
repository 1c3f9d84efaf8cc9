package dev.e2ei.testkit.jose;

import dev.e2ei.testkit.jose.JwsRejectedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64url without padding, RFC 7515, section 2; reading refuses what writing would not produce. */
public final class Base64Url {
    private Base64Url() {}

    /**
     * Writes octets.
     *
     * @param octets the octets
     * @return the text
     */
    public static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /**
     * Writes text as UTF-8.
     *
     * @param text the text
     * @return its base64url
     */
    public static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads octets.
     *
     * @param text the text
     * @return the octets
     * @throws JwsRejectedException if there is padding, white space, another alphabet, or a bit beyond the last octet
     */
    public static byte[] decode(String text) {
        byte[] octets;
        try {
            octets = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new JwsRejectedException(Reason.MALFORMED, "not base64url");
        }
        if (!encode(octets).equals(text)) {
            throw new JwsRejectedException(Reason.MALFORMED, "not canonical base64url");
        }
        return octets;
    }
}
