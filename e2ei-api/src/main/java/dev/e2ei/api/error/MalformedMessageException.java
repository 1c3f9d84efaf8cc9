package dev.e2ei.api.error;

import java.util.Objects;

/** Octets are not the MLS structure that they should be, RFC 9420, section 2.1. */
@SuppressWarnings("serial")
public final class MalformedMessageException extends MlsException {
    private final int offset;
    private final String field;
    private final String reason;

    /**
     * An error at a place.
     *
     * @param offset of the octet at which reading stopped
     * @param field the path of fields, such as {@code leaf_node.capabilities.versions}; empty for the whole
     * @param reason what is wrong there
     */
    public MalformedMessageException(int offset, String field, String reason) {
        super(
                ErrorCode.MLS_MALFORMED,
                (field.isEmpty() ? "octet " : field + " at octet ") + offset + ": "
                        + Objects.requireNonNull(reason, "reason"));
        this.offset = offset;
        this.field = field;
        this.reason = reason;
    }

    /** {@return the offset of the octet at which reading stopped} */
    public int offset() {
        return offset;
    }

    /** {@return the path of fields; empty for the whole} */
    public String field() {
        return field;
    }

    /** {@return what is wrong there} */
    public String reason() {
        return reason;
    }
}
