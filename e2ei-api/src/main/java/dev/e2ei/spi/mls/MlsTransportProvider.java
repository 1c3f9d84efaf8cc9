package dev.e2ei.spi.mls;

import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.E2eiProvider;

/** Finds the delivery service of a client. */
public interface MlsTransportProvider extends E2eiProvider {
    /**
     * Opens the delivery for a client.
     *
     * @param client whose messages they are
     * @return the delivery
     */
    MlsTransport open(ClientId client);
}
