package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Wire's backend refused the nonce or the access token. */
@SuppressWarnings("serial")
public final class BackendRefusedException extends EnrollmentException {
    private final int httpStatus;
    private final @Nullable String label;

    /**
     * A refusal.
     *
     * @param step {@link EnrollmentStep#BACKEND_NONCE} or {@link EnrollmentStep#ACCESS_TOKEN}
     * @param httpStatus the HTTP status
     * @param label the backend's label, such as {@code client-token-bad-nonce}, or null
     */
    public BackendRefusedException(EnrollmentStep step, int httpStatus, @Nullable String label) {
        super(
                ErrorCode.BACKEND_REFUSED,
                step,
                "the backend answered " + httpStatus + (label == null ? "" : ", " + label));
        this.httpStatus = httpStatus;
        this.label = label;
    }

    /** {@return the HTTP status} */
    public int httpStatus() {
        return httpStatus;
    }

    /** {@return the backend's label} */
    public Optional<String> label() {
        return Optional.ofNullable(label);
    }

    /** {@return true for a failing or busy backend, and for a nonce that was no longer good} */
    @Override
    public boolean retryable() {
        return httpStatus >= 500 || httpStatus == 429 || "client-token-bad-nonce".equals(label);
    }
}
