package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;
import org.jspecify.annotations.Nullable;

/** The certificate chain that the server issued is not the one that was asked for. Nothing of it has been kept. */
@SuppressWarnings("serial")
public final class CertificateRejectedException extends EnrollmentException {
    /** What is wrong with the chain. */
    public enum Reason {
        /** Not a sequence of PEM certificates in strict DER, or a limit is exceeded. */
        MALFORMED,
        /** No certificate at all. */
        EMPTY_CHAIN,
        /** The leaf's public key is not the enrollment's signature key. */
        KEY_MISMATCH,
        /** Another client id, none, or several. */
        CLIENT_ID_MISMATCH,
        /** Another handle, none, or several. */
        HANDLE_MISMATCH,
        /** Another display name, or none. */
        DISPLAY_NAME_MISMATCH,
        /** The organization or the host of a URI is another domain. */
        DOMAIN_MISMATCH,
        /** A subject alternative name that was not asked for. */
        UNEXPECTED_NAME,
        /** notAfter is later than was asked for. */
        LIFETIME_TOO_LONG,
        /** The certificate has already expired. */
        EXPIRED,
        /** The certificate is not valid yet. */
        NOT_YET_VALID,
        /** The key usage is not digitalSignature, or it allows signing certificates. */
        KEY_USAGE,
        /** The extended key usage is not that of a Wire client. */
        EXTENDED_KEY_USAGE,
        /** The leaf is a certification authority. */
        LEAF_IS_CA,
        /** A signature in the chain does not verify. */
        BAD_SIGNATURE,
        /** No path to a registered trust anchor. */
        UNTRUSTED,
        /** A name outside the constraints of an issuer. */
        NAME_CONSTRAINT,
        /** A registered revocation list names a certificate of the chain. */
        REVOKED,
        /** Any other rule of RFC 5280 or of the leaf profile; the message says which. */
        PROFILE
    }

    private final Reason reason;

    /**
     * A refused chain.
     *
     * @param reason what is wrong
     * @param message both sides of the comparison, without names of people
     */
    public CertificateRejectedException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * A refused chain, found by a parser or by path validation.
     *
     * @param reason what is wrong
     * @param message both sides of the comparison, without names of people
     * @param cause the cause, or null
     */
    public CertificateRejectedException(Reason reason, String message, @Nullable Throwable cause) {
        super(ErrorCode.CERTIFICATE_REJECTED, EnrollmentStep.CERTIFICATE, reason + ": " + message, cause);
        this.reason = reason;
    }

    /** {@return what is wrong} */
    public Reason reason() {
        return reason;
    }
}
