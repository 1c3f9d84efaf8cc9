package dev.e2ei.api.id;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A client: one device of one user. Four spellings of the same value are read, and one is written by
 * {@link #toString()}: {@code <uuid>:<device>@<domain>}, which is also the MLS identity.
 *
 * @param user the user
 * @param device the user's device
 */
public record ClientId(UserId user, DeviceId device) {
    private static final int MAX_LENGTH = 512;
    private static final String SCHEME = "wireapp://";
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** {@inheritDoc} */
    public ClientId {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(device, "device");
    }

    /**
     * Reads any of the four spellings: {@code <uuid>:<device>@<domain>}, the same with the UUID as base64url, the URI
     * {@code wireapp://<base64url>!<device>@<domain>}, and that URI with {@code %21} in place of the exclamation mark.
     *
     * @param text the client id, at most 512 characters
     * @return the client
     * @throws IllegalArgumentException if the text is none of the four; the text itself is not repeated in the message
     */
    public static ClientId parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a client id has at most " + MAX_LENGTH + " characters");
        }
        if (text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return parseUri(text.substring(SCHEME.length()));
        }
        return parse(text, ':', "a client id is <uuid>:<device>@<domain>");
    }

    private static ClientId parseUri(String rest) {
        int at = rest.indexOf('@');
        if (at < 0 || BAD_ESCAPE.matcher(rest.substring(0, at)).find()) {
            throw new IllegalArgumentException("a client id URI is wireapp://<base64url>!<device>@<domain>");
        }
        // URLDecoder would read a plus sign as a space; neither occurs in a client id.
        String userInfo = URLDecoder.decode(rest.substring(0, at).replace("+", "%2B"), StandardCharsets.UTF_8);
        return parse(userInfo + rest.substring(at), '!', "a client id URI is wireapp://<base64url>!<device>@<domain>");
    }

    private static ClientId parse(String text, char separator, String expected) {
        int split = text.indexOf(separator);
        int at = text.indexOf('@');
        if (split < 0 || at < split) {
            throw new IllegalArgumentException(expected);
        }
        if (separator == '!' && split != 22) {
            throw new IllegalArgumentException(expected);
        }
        return new ClientId(
                new UserId(UserId.uuid(text.substring(0, split)), Domain.parse(text.substring(at + 1))),
                DeviceId.parse(text.substring(split + 1, at)));
    }

    /** {@return the domain of the user} */
    public Domain domain() {
        return user.domain();
    }

    /** {@return {@code wireapp://<base64url>!<device>@<domain>}, the spelling of ACME orders, CSRs and DPoP proofs} */
    public String uri() {
        return SCHEME + user.base64Url() + "!" + device + "@" + domain();
    }

    /** {@return {@code <base64url>:<device>@<domain>}} */
    public String e2eiQualified() {
        return user.base64Url() + ":" + device + "@" + domain();
    }

    /** {@return {@code <uuid>:<device>@<domain>}, lower case and without leading zeros} */
    @Override
    public String toString() {
        return user.uuid() + ":" + device + "@" + domain();
    }
}
