package dev.e2ei.api.enrollment;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Wire's backend over HTTP, called by the library through its transport.
 */
public final class HttpWireBackend implements BackendAccess {
    private final URI base;
    private final Supplier<Map<String, String>> headers;

    /**
     * A backend.
     *
     * @param base the address below which {@code /clients/…} lies, version included, such as
     *     {@code https://prod.wire.example/v7}; https, or http to a loopback address
     * @param headers the headers that authenticate the user, asked for before each call
     */
    public HttpWireBackend(URI base, Supplier<Map<String, String>> headers) {
        this.base = Objects.requireNonNull(base, "base");
        this.headers = Objects.requireNonNull(headers, "headers");
    }

    /** {@return the address below which {@code /clients/…} lies} */
    public URI base() {
        return base;
    }

    /** {@return the headers that authenticate the user} */
    public Supplier<Map<String, String>> headers() {
        return headers;
    }

    @Override
    public String toString() {
        return "HttpWireBackend[" + base + "]";
    }
}
