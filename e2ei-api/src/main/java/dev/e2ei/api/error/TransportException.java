package dev.e2ei.api.error;

import org.jspecify.annotations.Nullable;

/** HTTP exchanges and delivery. */
@SuppressWarnings("serial")
public non-sealed class TransportException extends E2eiException {
    /**
     * An error without a cause of its own.
     *
     * @param code the stable code
     * @param message what happened
     */
    public TransportException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * An error with a cause.
     *
     * @param code the stable code
     * @param message what happened
     * @param cause the cause, or null
     */
    public TransportException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
