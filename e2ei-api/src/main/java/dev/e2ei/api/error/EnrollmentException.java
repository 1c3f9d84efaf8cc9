package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An enrollment could not go on. The step at which it stopped is known in most cases. */
@SuppressWarnings("serial")
public non-sealed class EnrollmentException extends E2eiException {
    private final @Nullable EnrollmentStep step;

    /**
     * An error without a cause of its own.
     *
     * @param code the stable code
     * @param step the step, or null outside the sequence of steps
     * @param message what happened
     */
    public EnrollmentException(ErrorCode code, @Nullable EnrollmentStep step, String message) {
        this(code, step, message, null);
    }

    /**
     * An error with a cause.
     *
     * @param code the stable code
     * @param step the step, or null outside the sequence of steps
     * @param message what happened
     * @param cause the cause, or null
     */
    public EnrollmentException(
            ErrorCode code, @Nullable EnrollmentStep step, String message, @Nullable Throwable cause) {
        super(code, step == null ? message : step + ": " + message, cause);
        this.step = step;
    }

    /** {@return the step at which the enrollment stopped} */
    public final Optional<EnrollmentStep> step() {
        return Optional.ofNullable(step);
    }
}
