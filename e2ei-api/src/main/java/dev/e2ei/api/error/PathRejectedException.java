package dev.e2ei.api.error;

import java.util.Objects;

/** No path from a certificate to a trust anchor passes all checks, or the leaf does not fit the profile of its use. */
@SuppressWarnings("serial")
public final class PathRejectedException extends PkiException {
    /** The rule that was broken. */
    public enum Reason {
        /** No trust anchor is registered. */
        NO_ANCHOR,
        /** No issuer is known, or none that leads to an anchor. */
        NO_PATH,
        /** A signature does not verify. */
        BAD_SIGNATURE,
        /** A signature algorithm or key that is not supported, or that the policy does not allow. */
        UNSUPPORTED_ALGORITHM,
        /** An issuer is not a certification authority. */
        NOT_A_CA,
        /** More intermediate certificates than an issuer allows. */
        PATH_LENGTH,
        /** An issuer's key may not sign certificates. */
        KEY_USAGE,
        /** The extended key usage of a certificate of the path does not allow the purpose. */
        EXTENDED_KEY_USAGE,
        /** A name outside the permitted, or within the excluded, subtrees of an issuer. */
        NAME_CONSTRAINT,
        /** A name constraint of a form that is not supported, and a name of that form. */
        UNSUPPORTED_NAME_CONSTRAINT,
        /** A critical extension that is not understood. */
        CRITICAL_EXTENSION,
        /** The certificate policies of the path are not those that are required. */
        CERTIFICATE_POLICY,
        /** The last second of validity has passed. */
        EXPIRED,
        /** The first second of validity is still to come. */
        NOT_YET_VALID,
        /** The search took more signatures, comparisons or candidates than it may. */
        BUDGET_EXCEEDED,
        /** The leaf is a certification authority. */
        LEAF_IS_CA,
        /** The leaf's key usage is not that of a Wire client. */
        LEAF_KEY_USAGE,
        /** The leaf's extended key usage is not that of a Wire client. */
        LEAF_EXTENDED_KEY_USAGE,
        /** The leaf's key is not a signature key of an MLS ciphersuite that can enroll. */
        LEAF_KEY,
        /** No client id among the leaf's names, or several. */
        CLIENT_ID,
        /** No handle among the leaf's names, or several. */
        HANDLE,
        /** No display name in the leaf's subject, or several. */
        DISPLAY_NAME,
        /** Organization, client id and handle do not have one domain. */
        DOMAIN,
        /** A subject alternative name that is neither client id nor handle. */
        UNEXPECTED_NAME
    }

    private final Reason reason;
    private final String expected;
    private final String found;

    /**
     * A refused path.
     *
     * @param reason the rule that was broken
     * @param expected what the rule asks for, without names of people
     * @param found what there was, without names of people
     */
    public PathRejectedException(Reason reason, String expected, String found) {
        super(ErrorCode.PATH_REJECTED, reason + ": expected " + expected + ", found " + found);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.expected = expected;
        this.found = found;
    }

    /** {@return the rule that was broken} */
    public Reason reason() {
        return reason;
    }

    /** {@return what the rule asks for} */
    public String expected() {
        return expected;
    }

    /** {@return what there was instead} */
    public String found() {
        return found;
    }
}
