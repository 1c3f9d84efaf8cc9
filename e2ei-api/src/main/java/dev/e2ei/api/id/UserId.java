package dev.e2ei.api.id;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A user: a UUID, and the domain of the backend that gave it out. Two domains may use one UUID for two people.
 *
 * @param uuid the user's UUID
 * @param domain the user's domain
 */
public record UserId(UUID uuid, Domain domain) {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final Pattern BASE64URL_TEXT = Pattern.compile("[A-Za-z0-9_-]{22}");

    /** {@inheritDoc} */
    public UserId {
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(domain, "domain");
    }

    /**
     * Reads {@code <uuid>@<domain>}; the UUID as hyphenated hexadecimal or as 22 characters of base64url.
     *
     * @param text the qualified user id
     * @return the user
     * @throws IllegalArgumentException if the text is anything else
     */
    public static UserId parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("a user id is <uuid>@<domain>");
        }
        return new UserId(uuid(text.substring(0, at)), Domain.parse(text.substring(at + 1)));
    }

    /**
     * Reads a user's UUID.
     *
     * @param text hyphenated hexadecimal or 22 characters of base64url
     * @return the UUID
     * @throws IllegalArgumentException if the text is anything else
     */
    public static UUID parseUuid(String text) {
        return uuid(text);
    }

    static UUID uuid(String text) {
        if (UUID_TEXT.matcher(text).matches()) {
            return UUID.fromString(text);
        }
        if (!BASE64URL_TEXT.matcher(text).matches()) {
            throw new IllegalArgumentException("a user is a UUID, hyphenated or as 22 characters of base64url");
        }
        ByteBuffer octets = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
        UUID uuid = new UUID(octets.getLong(), octets.getLong());
        if (!base64Url(uuid).equals(text)) {
            throw new IllegalArgumentException("a user's base64url text has bits beyond its 16 octets");
        }
        return uuid;
    }

    /** {@return the 16 octets of the UUID as base64url without padding, 22 characters} */
    public String base64Url() {
        return base64Url(uuid);
    }

    private static String base64Url(UUID uuid) {
        byte[] octets = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    /** {@return {@code <uuid>@<domain>}} */
    @Override
    public String toString() {
        return uuid + "@" + domain;
    }
}
