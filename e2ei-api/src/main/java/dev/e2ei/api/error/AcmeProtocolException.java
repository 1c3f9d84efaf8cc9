package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;
import org.jspecify.annotations.Nullable;

/** A server's answer is not what RFC 8555 or Wire's additions to it allow. */
@SuppressWarnings("serial")
public final class AcmeProtocolException extends EnrollmentException {
    /**
     * An answer that breaks the protocol.
     *
     * @param step the step, or null outside the sequence of steps
     * @param message which rule it breaks
     */
    public AcmeProtocolException(@Nullable EnrollmentStep step, String message) {
        this(step, message, null);
    }

    /**
     * An answer that breaks the protocol, found by a parser.
     *
     * @param step the step, or null outside the sequence of steps
     * @param message which rule it breaks
     * @param cause the cause, or null
     */
    public AcmeProtocolException(@Nullable EnrollmentStep step, String message, @Nullable Throwable cause) {
        super(ErrorCode.ACME_PROTOCOL, step, message, cause);
    }
}
