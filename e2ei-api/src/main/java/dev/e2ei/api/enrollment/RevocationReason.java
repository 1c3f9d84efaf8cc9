package dev.e2ei.api.enrollment;

/** The reasons of RFC 5280, section 5.3.1, that the holder of a certificate can give. */
public enum RevocationReason {
    /** No reason given. */
    UNSPECIFIED(0),
    /** The device, or its key, is in other hands. */
    KEY_COMPROMISE(1),
    /** The user's name or team has changed. */
    AFFILIATION_CHANGED(3),
    /** There is a newer certificate. */
    SUPERSEDED(4),
    /** The device is no longer used. */
    CESSATION_OF_OPERATION(5);

    private final int code;

    RevocationReason(int code) {
        this.code = code;
    }

    /** {@return the number of the CRLReason} */
    public int code() {
        return code;
    }
}
