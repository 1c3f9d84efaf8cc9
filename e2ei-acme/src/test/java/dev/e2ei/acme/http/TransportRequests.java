package dev.e2ei.acme.http;

import dev.e2ei.api.Bytes;
import dev.e2ei.spi.acme.AddressPolicy;
import dev.e2ei.spi.acme.TransportRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Requests as tests need them. */
final class TransportRequests {
    static final int MAX_BODY = 4096;
    static final Duration LONG = Duration.ofSeconds(60);
    static final Duration SHORT = Duration.ofMillis(200);

    private TransportRequests() {}

    static TransportRequest get(URI uri) {
        return get(uri, LONG);
    }

    static TransportRequest get(URI uri, Duration deadline) {
        return new TransportRequest("GET", uri, Map.of(), Bytes.EMPTY, deadline, MAX_BODY, AddressPolicy.ANY);
    }

    static TransportRequest post(URI uri, String contentType, String body) {
        return new TransportRequest(
                "POST",
                uri,
                Map.of("Content-Type", contentType),
                Bytes.ofUtf8(body),
                LONG,
                MAX_BODY,
                AddressPolicy.ANY);
    }

    static TransportRequest download(String method, URI uri, Duration deadline) {
        return new TransportRequest(
                method,
                uri,
                Map.of("Accept", "application/pkix-crl"),
                Bytes.EMPTY,
                deadline,
                MAX_BODY,
                AddressPolicy.PUBLIC_ONLY);
    }
}
