package dev.e2ei.api.error;

import org.jspecify.annotations.Nullable;

/** The MLS engine and its credentials. */
@SuppressWarnings("serial")
public non-sealed class MlsException extends E2eiException {
    /**
     * An error without a cause of its own.
     *
     * @param code the stable code
     * @param message what happened
     */
    public MlsException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * An error with a cause.
     *
     * @param code the stable code
     * @param message what happened
     * @param cause the cause, or null
     */
    public MlsException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
