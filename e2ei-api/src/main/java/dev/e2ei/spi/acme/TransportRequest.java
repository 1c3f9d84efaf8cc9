package dev.e2ei.spi.acme;

import dev.e2ei.api.Bytes;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One HTTP request. {@link #toString()} shows method and address without query.
 *
 * @param method {@code GET}, {@code HEAD} or {@code POST}
 * @param uri an http or https address
 * @param headers header names and values
 * @param body the body; empty for none
 * @param deadline for the whole exchange
 * @param maxBody how many octets of the answer's body are read at most
 * @param addresses which addresses may be connected to
 */
public record TransportRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        Bytes body,
        Duration deadline,
        int maxBody,
        AddressPolicy addresses) {
    /** {@inheritDoc} */
    public TransportRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(uri, "uri");
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(deadline, "deadline");
        Objects.requireNonNull(addresses, "addresses");
        if (maxBody < 0) {
            throw new IllegalArgumentException("maxBody is not negative");
        }
    }

    /** {@return method, scheme, host and path} */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
