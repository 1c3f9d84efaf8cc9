package dev.e2ei.api.error;

import java.util.Objects;

/** A revocation list was refused; the lists in force are as before. */
@SuppressWarnings("serial")
public final class CrlRejectedException extends PkiException {
    /** Why the list was refused. */
    public enum Reason {
        /** No known certification authority has the name of the list's issuer. */
        UNKNOWN_ISSUER,
        /** The issuer's key may not sign revocation lists. */
        ISSUER_KEY_USAGE,
        /** The signature is not that of the issuer. */
        BAD_SIGNATURE,
        /** The signature algorithm is not supported. */
        UNSUPPORTED_ALGORITHM,
        /** A critical extension, of the list or of an entry, that is not understood. */
        CRITICAL_EXTENSION,
        /** A list of changes only; not supported. */
        DELTA,
        /** A list about certificates of several issuers; not supported. */
        INDIRECT,
        /** A list of attribute certificates; not supported. */
        ATTRIBUTE_CERTIFICATES,
        /** The list comes from the future. */
        NOT_YET_VALID,
        /** A newer list of the same issuer and scope has been seen. */
        OLDER_THAN_KNOWN,
        /** Fetched where the certificates of another issuer say that its lists are. */
        OTHER_ISSUER
    }

    private final Reason reason;

    /**
     * A refused list.
     *
     * @param reason why it was refused
     * @param expected what the rule asks for
     * @param found what there was
     */
    public CrlRejectedException(Reason reason, String expected, String found) {
        super(ErrorCode.CRL_REJECTED, reason + ": expected " + expected + ", found " + found);
        this.reason = Objects.requireNonNull(reason, "reason");
    }

    /** {@return why the list was refused} */
    public Reason reason() {
        return reason;
    }
}
