package dev.e2ei.acme.flow;

import dev.e2ei.spi.acme.TransportResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header {@code Retry-After}, RFC 9110, section 10.2.3, in both its forms. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

    private RetryAfter() {}

    /**
     * What the server asks for, of any size; empty if it asks for nothing that can be understood, or for an instant that has
     * passed.
     *
     * @param now our own clock; the server's own {@code Date} takes its place where there is one
     */
    static Optional<Duration> of(TransportResponse response, Instant now) {
        return response.first("Retry-After").map(String::strip).flatMap(text -> {
            if (SECONDS.matcher(text).matches()) {
                return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
            }
            Instant from = HttpDate.of(response).orElse(now);
            return HttpDate.parse(text).filter(from::isBefore).map(until -> Duration.between(from, until));
        });
    }
}
