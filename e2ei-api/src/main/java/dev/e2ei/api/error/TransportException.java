package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HTTP exchanges and delivery. In an enrollment it says at which step the exchange failed. */
@SuppressWarnings("serial")
public non-sealed class TransportException extends E2eiException {
    private final @Nullable EnrollmentStep step;

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
        this.step = null;
    }

    private TransportException(EnrollmentStep step, TransportException cause) {
        super(cause.code(), step + ": " + cause.getMessage(), cause);
        this.step = step;
    }

    /**
     * The same error, at a step of an enrollment.
     *
     * @param where the step
     * @return this error, if it names a step already; else one that names this step and has this error as its cause
     */
    public TransportException at(EnrollmentStep where) {
        return step != null ? this : new TransportException(where, this);
    }

    /** {@return the step of the enrollment at which the exchange failed; empty outside an enrollment} */
    public final Optional<EnrollmentStep> step() {
        return Optional.ofNullable(step);
    }
}
