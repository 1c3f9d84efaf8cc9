package dev.e2ei.tests.enrollment;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.ErrorCode;

/** How a scripted enrollment is to end. */
sealed interface Ending {
    /** With its certificate, whatever happened on the way. */
    record Enrolls() implements Ending {}

    /**
     * With a declared error.
     *
     * @param code its code
     * @param step the step at which it stops
     * @param reason what its message says besides; empty for anything
     * @param afterwards what can be done when the servers behave again
     */
    record Fails(ErrorCode code, EnrollmentStep step, String reason, Afterwards afterwards) implements Ending {
        Fails because(String text) {
            return new Fails(code, step, text, afterwards);
        }
    }

    /** What can be done with the enrollment when the servers behave again. */
    enum Afterwards {
        /** The same enrollment goes on where it stopped. */
        GOES_ON,
        /** It is lost; a new one succeeds. */
        LOST
    }

    static Ending enrolls() {
        return new Enrolls();
    }

    static Fails goesOn(ErrorCode code, EnrollmentStep step) {
        return new Fails(code, step, "", Afterwards.GOES_ON);
    }

    static Fails lost(ErrorCode code, EnrollmentStep step) {
        return new Fails(code, step, "", Afterwards.LOST);
    }
}
