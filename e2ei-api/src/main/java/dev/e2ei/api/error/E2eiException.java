package dev.e2ei.api.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Root of all errors of this library. Wrong use (null, a closed object, a call out of order) is an
 * {@link IllegalArgumentException} or {@link IllegalStateException} instead.
 *
 * <p>Messages name rules, steps and sizes; they never contain keys, tokens or names of people.
 */
@SuppressWarnings("serial")
public abstract sealed class E2eiException extends RuntimeException
        permits EnrollmentException,
                PkiException,
                MlsException,
                ProviderException,
                StorageException,
                TransportException {
    private final ErrorCode code;

    /**
     * For the subclasses.
     *
     * @param code the stable code
     * @param message what happened, without secrets and without names of people
     * @param cause the cause, or null
     */
    protected E2eiException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = Objects.requireNonNull(code, "code");
    }

    /** {@return the stable code} */
    public final ErrorCode code() {
        return code;
    }

    /** {@return whose turn it is} */
    public final ErrorKind kind() {
        return code.kind();
    }

    /** {@return whether the same call may succeed later without anything being changed} */
    public boolean retryable() {
        return code.retryable();
    }
}
