package dev.e2ei.acme.flow;

import dev.e2ei.api.enrollment.EnrollmentStep;
import dev.e2ei.api.error.AcmeProtocolException;
import dev.e2ei.spi.acme.TransportResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** The header {@code Location}, RFC 9110, section 10.2.2: absolute, or relative to what was asked. */
final class Location {
    private Location() {}

    static Optional<URI> of(EnrollmentStep step, URI asked, TransportResponse response) {
        List<String> values = response.all("Location");
        if (values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() == 1) {
            try {
                return Optional.of(asked.resolve(new URI(values.get(0).strip())));
            } catch (URISyntaxException malformed) {
                // reported below, without the text
            }
        }
        throw new AcmeProtocolException(step, "header Location is not one address");
    }
}
