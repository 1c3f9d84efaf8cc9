package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.spi.acme.TransportResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks again and again until the server has finished, with the pauses that it asks for, for five minutes in all. */
record Polling(Pauses pauses, InstantSource clock) {
    private static final Duration TOTAL = Duration.ofMinutes(5);
    private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(4);

    /**
     * One way of asking.
     *
     * @param take fails with code {@code ACME_PENDING} as long as the server has not finished
     */
    record Question(Supplier<TransportResponse> ask, Function<byte[], EnrollmentState> take) {}

    /**
     * Asks, first in one way, then in another.
     *
     * @throws EnrollmentException with code {@code ACME_PENDING} if the server has still not finished in the end
     */
    EnrollmentState until(EnrollmentStep step, Question first, Question again) {
        long began = pauses.time().nanoTime();
        Question question = first;
        for (int earlierPauses = 0; ; earlierPauses++) {
            TransportResponse answer = question.ask().get();
            try {
                return question.take().apply(answer.body().toByteArray());
            } catch (EnrollmentException unfinished) {
                if (unfinished.code() != ErrorCode.ACME_PENDING) {
                    throw unfinished;
                }
                Duration pause =
                        Pauses.length(RetryAfter.of(answer, clock.instant()), earlierPauses, LONGEST_OWN_PAUSE);
                Duration soFar = Duration.ofNanos(pauses.time().nanoTime() - began);
                if (soFar.plus(pause).compareTo(TOTAL) > 0) {
                    throw unfinished;
                }
                pauses.pause(step, pause);
            }
            question = again;
        }
    }
}
