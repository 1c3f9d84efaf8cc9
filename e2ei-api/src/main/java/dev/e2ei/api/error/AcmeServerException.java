package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The ACME server said no, in a problem document or by a bare HTTP status. */
@SuppressWarnings("serial")
public final class AcmeServerException extends EnrollmentException {
    private final int httpStatus;
    private final AcmeProblem problem;
    private final @Nullable Duration retryAfter;

    /**
     * An answer that is an error.
     *
     * @param step the step, or null outside the sequence of steps
     * @param httpStatus the HTTP status of the answer
     * @param problem the problem document
     * @param retryAfter how long the server asks to wait, or null
     */
    public AcmeServerException(
            @Nullable EnrollmentStep step, int httpStatus, AcmeProblem problem, @Nullable Duration retryAfter) {
        super(ErrorCode.ACME_SERVER, step, "the ACME server answered " + httpStatus + ", " + problem);
        this.httpStatus = httpStatus;
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** {@return the HTTP status of the answer} */
    public int httpStatus() {
        return httpStatus;
    }

    /** {@return the problem document} */
    public AcmeProblem problem() {
        return problem;
    }

    /** {@return how long the server asks to wait} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** {@return true for a full house (429, 503), a failing server (other 5xx), and nonces that were refused again and again} */
    @Override
    public boolean retryable() {
        return httpStatus == 429 || httpStatus >= 500 || problem.is("rateLimited") || problem.is("badNonce");
    }
}
