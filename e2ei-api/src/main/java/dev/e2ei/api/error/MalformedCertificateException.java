package dev.e2ei.api.error;

import java.util.Objects;

/**
 * Octets are not a certificate, revocation list, certificate request or public key in strict DER (ITU-T X.690) with the
 * contents that RFC 5280 or RFC 2986 asks for, or text is not strict PEM (RFC 7468).
 */
@SuppressWarnings("serial")
public final class MalformedCertificateException extends PkiException {
    /** What is wrong with the octets. */
    public enum Reason {
        /** More octets, certificates or elements than the limit allows. */
        TOO_LARGE,
        /** The octets end within an element. */
        TRUNCATED,
        /** Octets follow where none may follow. */
        TRAILING,
        /** A length that is indefinite, not minimal or too large. */
        LENGTH,
        /** Another element is expected here. */
        TAG,
        /** Elements are nested too deep. */
        TOO_DEEP,
        /** A value that its type does not allow, or allows in another spelling only. */
        VALUE,
        /** The same thing twice, where it may occur once. */
        DUPLICATE,
        /** Text that is not strict PEM. */
        PEM
    }

    private final Reason reason;
    private final int offset;
    private final String path;

    /**
     * Malformed input.
     *
     * @param reason what is wrong
     * @param offset where, in octets from the beginning of the input
     * @param path the field, such as {@code Certificate.tbsCertificate.validity}
     * @param message what was expected and what was found, without names of people
     */
    public MalformedCertificateException(Reason reason, int offset, String path, String message) {
        super(ErrorCode.CERTIFICATE_MALFORMED, reason + " at octet " + offset + " in " + path + ": " + message);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.offset = offset;
        this.path = Objects.requireNonNull(path, "path");
    }

    /** {@return what is wrong} */
    public Reason reason() {
        return reason;
    }

    /** {@return where it is wrong, in octets from the beginning of the input} */
    public int offset() {
        return offset;
    }

    /** {@return the field in which it is wrong} */
    public String path() {
        return path;
    }
}
