package dev.e2ei.spi.trust;

import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.E2eiProvider;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;

/** Finds out where trust comes from. */
public interface TrustSourceProvider extends E2eiProvider {
    /**
     * Opens a source. Nothing is fetched yet.
     *
     * @param config from where
     * @param transport over which; the caller closes it
     * @param elapsedTime the passing of time; the configuration's deadline counts from this call
     * @return the source
     */
    TrustSource open(TrustSourceConfig config, AcmeTransport transport, ElapsedTime elapsedTime);
}
