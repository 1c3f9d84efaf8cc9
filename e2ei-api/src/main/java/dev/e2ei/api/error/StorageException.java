package dev.e2ei.api.error;

import org.jspecify.annotations.Nullable;

/** The store. After any of these, the store holds what the last successful commit left. */
@SuppressWarnings("serial")
public non-sealed class StorageException extends E2eiException {
    /**
     * An error without a cause of its own.
     *
     * @param code the stable code
     * @param message what happened
     */
    public StorageException(ErrorCode code, String message) {
        this(code, message, null);
    }

    /**
     * An error with a cause.
     *
     * @param code the stable code
     * @param message what happened
     * @param cause the cause, or null
     */
    public StorageException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
