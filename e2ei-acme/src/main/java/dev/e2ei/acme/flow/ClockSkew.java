package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.EnrollmentException;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.spi.acme.TransportResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * Compares our clock with the server's. Beyond five minutes the enrollment could not end well: backends take DPoP proofs
 * that live for five minutes at most, and the certificate would be valid at the wrong time. That is said before there is
 * an order.
 */
final class ClockSkew {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private ClockSkew() {}

    /**
     * Checks an answer's {@code Date}, if it has one.
     *
     * @param sent when the request was sent, by our clock
     * @param received when the answer had come
     */
    static void require(EnrollmentStep step, TransportResponse response, Instant sent, Instant received) {
        HttpDate.of(response).ifPresent(server -> {
            if (server.isBefore(sent.minus(TOLERANCE))) {
                throw skewed(step, "ahead of", Duration.between(server, sent));
            }
            if (server.isAfter(received.plus(TOLERANCE))) {
                throw skewed(step, "behind", Duration.between(received, server));
            }
        });
    }

    private static EnrollmentException skewed(EnrollmentStep step, String direction, Duration skew) {
        return new EnrollmentException(
                ErrorCode.CLOCK_SKEW,
                step,
                "this device's clock is " + skew.toSeconds() + " seconds " + direction + " the server's; set it right");
    }
}
