package dev.e2ei.api.enrollment;

import dev.e2ei.api.Bytes;
import java.time.Duration;

/** Is told how an enrollment gets on, on the thread that called {@code acquire}. */
public interface EnrollmentListener {
    /** Does nothing. */
    EnrollmentListener NONE = new EnrollmentListener() {};

    /**
     * A step begins.
     *
     * @param step the step
     */
    default void began(EnrollmentStep step) {}

    /**
     * A step has been taken.
     *
     * @param step the step
     */
    default void done(EnrollmentStep step) {}

    /**
     * The enrollment waits before it asks again.
     *
     * @param step the step
     * @param pause how long
     */
    default void waiting(EnrollmentStep step, Duration pause) {}

    /**
     * A sealed snapshot from which the enrollment can go on in another process; handed out before the login.
     *
     * @param snapshot for {@code e2eiResumeEnrollment}
     */
    default void checkpoint(Bytes snapshot) {}
}
