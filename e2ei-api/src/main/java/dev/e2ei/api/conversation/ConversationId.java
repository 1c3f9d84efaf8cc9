package dev.e2ei.api.conversation;

import dev.e2ei.api.Bytes;
import java.util.Objects;

/**
 * The group id of a conversation, RFC 9420, section 8.1.
 *
 * @param octets 1 to 1024 octets
 */
public record ConversationId(Bytes octets) {
    /** The longest group id that is taken. */
    public static final int MAX = 1024;

    /** {@inheritDoc} */
    public ConversationId {
        Objects.requireNonNull(octets, "octets");
        if (octets.isEmpty() || octets.size() > MAX) {
            throw new IllegalArgumentException("a group id has 1 to " + MAX + " octets, not " + octets.size());
        }
    }

    /**
     * The UTF-8 octets of a text.
     *
     * @param text 1 to 1024 octets in UTF-8
     * @return the id
     */
    public static ConversationId ofUtf8(String text) {
        return new ConversationId(Bytes.ofUtf8(text));
    }

    /** {@return the octets in lower-case hexadecimal} */
    @Override
    public String toString() {
        return octets.hex();
    }
}
