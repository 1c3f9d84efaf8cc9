package dev.e2ei.acme.model;

import dev.e2ei.acme.json.JsonException;
import dev.e2ei.acme.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The origin of an ACME server (RFC 6454, section 4), always https. Every address that the server hands out has to lie
 * there, so that a signed request never goes anywhere else.
 */
public record Origin(String host, int port) {
    private static final int MAX_URL = 2048;
    private static final int HTTPS_PORT = 443;

    /**
     * The origin of an address.
     *
     * @throws JsonException if it is not an https address
     */
    public static Origin of(String what, URI url) {
        if (!"https".equalsIgnoreCase(url.getScheme())) {
            throw new JsonException(what + " is not an https address");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new JsonException(what + " is not an address of host and path only");
        }
        return new Origin(url.getHost().toLowerCase(Locale.ROOT), url.getPort() == -1 ? HTTPS_PORT : url.getPort());
    }

    /**
     * Reads an absolute address.
     *
     * @throws JsonException if it is not one
     */
    public static URI absolute(String what, String text) {
        if (text.length() > MAX_URL) {
            throw new JsonException(what + " has more than " + MAX_URL + " characters");
        }
        try {
            URI url = new URI(text);
            if (url.isAbsolute() && !url.isOpaque()) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // reported below, without the text
        }
        throw new JsonException(what + " is not an absolute address");
    }

    /**
     * Reads the address in a member.
     *
     * @throws JsonException if it is missing, malformed, or of another origin
     */
    public URI url(JsonObject object, String member) {
        return url("member \"" + member + "\"", object.text(member));
    }

    /**
     * Reads an address.
     *
     * @throws JsonException if it is malformed or of another origin
     */
    public URI url(String what, String text) {
        return require(what, absolute(what, text));
    }

    /**
     * Makes sure that an address is of this origin.
     *
     * @throws JsonException if it is not
     */
    public URI require(String what, URI url) {
        if (url.toString().length() > MAX_URL) {
            throw new JsonException(what + " has more than " + MAX_URL + " characters");
        }
        Origin other = of(what, url);
        if (!equals(other)) {
            throw new JsonException(what + " is at " + other + ", not at the directory's " + this);
        }
        return url;
    }

    @Override
    public String toString() {
        return "https://" + host + ":" + port;
    }
}
