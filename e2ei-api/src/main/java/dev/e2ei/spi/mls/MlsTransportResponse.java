package dev.e2ei.spi.mls;

/** What the delivery service said. */
public sealed interface MlsTransportResponse {
    /** Delivered. */
    record Accepted() implements MlsTransportResponse {}

    /**
     * Refused for good.
     *
     * @param reason why
     */
    record Rejected(String reason) implements MlsTransportResponse {}

    /** Not now: something came before, which the host has decrypted meanwhile. */
    record Retry() implements MlsTransportResponse {}
}
