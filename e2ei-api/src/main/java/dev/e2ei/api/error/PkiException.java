package dev.e2ei.api.error;

import org.jspecify.annotations.Nullable;

/** Certificates, revocation lists and trust. */
@SuppressWarnings("serial")
public non-sealed class PkiException extends E2eiException {
    /**
     * An error without a cause of its own.
     *
     * @param code the stable code
     * @param message what happened
     */
    public PkiException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * An error with a cause.
     *
     * @param code the stable code
     * @param message what happened
     * @param cause the cause, or null
     */
    public PkiException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
