package dev.e2ei.spi.acme;

import dev.e2ei.spi.E2eiProvider;

/** Opens HTTP transports. */
public interface AcmeTransportProvider extends E2eiProvider {
    /**
     * Opens a transport with its own TLS trust.
     *
     * @param config trust and time
     * @return the transport, to be closed
     */
    AcmeTransport open(TransportConfig config);
}
