package dev.e2ei.api.error;

import dev.e2ei.api.enrollment.EnrollmentStep;
import org.jspecify.annotations.Nullable;

/** The login did not end with a token. The enrollment can go on: call {@code acquire} again. */
@SuppressWarnings("serial")
public final class UserActionRequiredException extends EnrollmentException {
    /** How the login ended. */
    public enum Reason {
        /** The user, or the identity provider, said no: {@code error=access_denied}. */
        LOGIN_DENIED,
        /** The window was closed, or nobody logged in in time. */
        LOGIN_ABANDONED,
        /** The identity provider wants something of the user first, such as {@code interaction_required}. */
        INTERACTION_REQUIRED,
        /** The identity provider reported another error. */
        LOGIN_FAILED,
        /** No browser could be opened. */
        NO_BROWSER
    }

    private final Reason reason;

    /**
     * A login without a token.
     *
     * @param reason how it ended
     * @param message what the user can do
     */
    public UserActionRequiredException(Reason reason, String message) {
        this(reason, message, null);
    }

    /**
     * A login without a token, with a cause.
     *
     * @param reason how it ended
     * @param message what the user can do
     * @param cause the cause, or null
     */
    public UserActionRequiredException(Reason reason, String message, @Nullable Throwable cause) {
        super(ErrorCode.USER_ACTION_REQUIRED, EnrollmentStep.LOGIN, reason + ": " + message, cause);
        this.reason = reason;
    }

    /** {@return how the login ended} */
    public Reason reason() {
        return reason;
    }
}
