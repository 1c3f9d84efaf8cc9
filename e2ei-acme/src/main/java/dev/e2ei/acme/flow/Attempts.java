package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeServerException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.TransportException;
import java.time.Duration;
import java.util.Optional;

/** The attempts at one request: decides after each failure whether there is another one, and waits for it. */
final class Attempts {
    private static final int MAX_NONCES = 10;
    private static final int MAX_REFUSALS = 5;
    private static final Duration TOTAL = Duration.ofMinutes(5);
    private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(8);

    private final EnrollmentStep step;
    private final Repeat repeat;
    private final Pauses pauses;
    private final long began;
    private int nonces = 1;
    private int refusals;
    private int failures;

    Attempts(EnrollmentStep step, Repeat repeat, Pauses pauses) {
        this.step = step;
        this.repeat = repeat;
        this.pauses = pauses;
        began = pauses.time().nanoTime();
    }

    /**
     * After a failed attempt: returns when it is time for the next one.
     *
     * @throws AcmeServerException the failure itself, if there is to be no other attempt
     */
    void next(AcmeServerException failure) {
        if (failure.problem().is("badNonce")) {
            if (++nonces > MAX_NONCES) {
                throw failure;
            }
        } else if (wasTurnedAway(failure)) {
            pauseOrThrow(failure, failure.retryAfter(), refusals, ++refusals < MAX_REFUSALS);
        } else if (failure.httpStatus() >= 500) {
            pauseOrThrow(failure, failure.retryAfter(), failures, failures++ < repeat.afterFailure());
        } else {
            throw failure;
        }
    }

    /**
     * After a broken exchange: returns when it is time for the next attempt.
     *
     * @throws TransportException the failure itself, if there is to be no other attempt
     */
    void next(TransportException failure) {
        boolean transientFailure = failure.retryable() && failure.code() != ErrorCode.INTERRUPTED;
        int times = failure.code() == ErrorCode.TRANSPORT_UNREACHABLE ? repeat.afterBreak() : repeat.afterFailure();
        pauseOrThrow(failure, Optional.empty(), failures, transientFailure && failures++ < times);
    }

    private static boolean wasTurnedAway(AcmeServerException failure) {
        return failure.httpStatus() == 429
                || failure.httpStatus() == 503
                || failure.problem().is("rateLimited");
    }

    private void pauseOrThrow(RuntimeException failure, Optional<Duration> asked, int earlierPauses, boolean again) {
        Duration pause = Pauses.length(asked, earlierPauses, LONGEST_OWN_PAUSE);
        Duration soFar = Duration.ofNanos(pauses.time().nanoTime() - began);
        if (!again || soFar.plus(pause).compareTo(TOTAL) > 0) {
            throw failure;
        }
        pauses.pause(step, pause);
    }
}
