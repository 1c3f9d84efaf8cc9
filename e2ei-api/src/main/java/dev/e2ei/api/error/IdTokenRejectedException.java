package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;

/**
 * The identity provider's id token would fail at the ACME server, so it was not sent. The message says what to
 * configure at the identity provider. The challenge is still open: {@code acquire} can be called again.
 */
@SuppressWarnings("serial")
public final class IdTokenRejectedException extends EnrollmentException {
    /** What is wrong with the token. */
    public enum Reason {
        /** Not a signed JWT. */
        MALFORMED,
        /** The claim {@code keyauth} is missing: no mapper copies it from the claims parameter. */
        KEYAUTH_MISSING,
        /** The claim {@code keyauth} has another value. */
        KEYAUTH_MISMATCH,
        /** The claim {@code acme_aud} is missing: no mapper copies it from the claims parameter. */
        ACME_AUD_MISSING,
        /** The claim {@code acme_aud} has another value. */
        ACME_AUD_MISMATCH,
        /** The token is not for this OAuth client. */
        AUDIENCE,
        /** The token comes from another issuer. */
        ISSUER,
        /** The token has expired. */
        EXPIRED,
        /** The claim {@code nonce} is not the one of this login. */
        NONCE
    }

    private final Reason reason;

    /**
     * A refused id token.
     *
     * @param reason what is wrong
     * @param remedy what to configure
     */
    public IdTokenRejectedException(Reason reason, String remedy) {
        super(ErrorCode.ID_TOKEN_REJECTED, EnrollmentStep.LOGIN, reason + ": " + remedy);
        this.reason = reason;
    }

    /** {@return what is wrong} */
    public Reason reason() {
        return reason;
    }
}
