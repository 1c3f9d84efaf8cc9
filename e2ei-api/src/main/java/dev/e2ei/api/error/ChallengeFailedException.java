package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A challenge, authorization or order became invalid. That is final: begin again with a new enrollment. */
@SuppressWarnings("serial")
public final class ChallengeFailedException extends EnrollmentException {
    private final @Nullable AcmeProblem problem;

    /**
     * A failed challenge, authorization or order.
     *
     * @param step the step
     * @param what what failed, and in which state it is
     * @param problem the server's reason, or null
     */
    public ChallengeFailedException(EnrollmentStep step, String what, @Nullable AcmeProblem problem) {
        super(ErrorCode.CHALLENGE_FAILED, step, problem == null ? what : what + ": " + problem);
        this.problem = problem;
    }

    /** {@return the server's reason} */
    public Optional<AcmeProblem> problem() {
        return Optional.ofNullable(problem);
    }
}
