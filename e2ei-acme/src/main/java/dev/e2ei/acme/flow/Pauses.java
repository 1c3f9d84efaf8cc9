package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import dev.e2ei.spi.ElapsedTime;
import java.time.Duration;
import java.util.Optional;

/** Waits between two requests: as long as the server asks, but never less than a second and never more than a minute. */
record Pauses(ElapsedTime time, EnrollmentListener listener) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** How long to wait: what was asked for within bounds, or else 1, 2, 4 … seconds, {@code ceiling} at most. */
    static Duration length(Optional<Duration> asked, int earlierPauses, Duration ceiling) {
        if (asked.isPresent()) {
            return bounded(asked.get());
        }
        Duration growing = SHORTEST.multipliedBy(1L << Math.min(earlierPauses, 6));
        return growing.compareTo(ceiling) < 0 ? growing : ceiling;
    }

    private static Duration bounded(Duration asked) {
        if (asked.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    /**
     * Waits.
     *
     * @throws TransportException with code {@code INTERRUPTED}
     */
    void pause(EnrollmentStep step, Duration length) {
        listener.waiting(step, length);
        try {
            time.sleep(length);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw interrupted();
        }
    }

    /**
     * Ends the enrollment here if somebody wants that.
     *
     * @throws TransportException with code {@code INTERRUPTED}
     */
    static void requireUninterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted();
        }
    }

    private static TransportException interrupted() {
        return new TransportException(ErrorCode.INTERRUPTED, "the enrollment was interrupted");
    }
}
