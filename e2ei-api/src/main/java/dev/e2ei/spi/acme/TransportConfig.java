package dev.e2ei.spi.acme;

import dev.e2ei.api.Bytes;
import dev.e2ei.spi.ElapsedTime;
import java.util.List;
import java.util.Objects;

/**
 * Settings of a transport.
 *
 * @param tlsTrustAnchors roots in DER by which servers are checked; empty for the JVM's own
 * @param elapsedTime the passing of time, for the deadline
 */
public record TransportConfig(List<Bytes> tlsTrustAnchors, ElapsedTime elapsedTime) {
    /** {@inheritDoc} */
    public TransportConfig {
        tlsTrustAnchors = List.copyOf(tlsTrustAnchors);
        Objects.requireNonNull(elapsedTime, "elapsedTime");
    }
}
