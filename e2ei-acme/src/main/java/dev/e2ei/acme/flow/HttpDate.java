package dev.e2ei.acme.flow;

import dev.e2ei.spi.acme.TransportResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Dates of HTTP in their one modern form, RFC 9110, section 5.6.7. */
final class HttpDate {
    private HttpDate() {}

    /** The server's clock when it answered. */
    static Optional<Instant> of(TransportResponse response) {
        return response.first("Date").flatMap(HttpDate::parse);
    }

    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip())));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
