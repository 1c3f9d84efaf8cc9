package dev.e2ei.acme.trust;

import com.google.auto.service.AutoService;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.trust.TrustSource;
import dev.e2ei.spi.trust.TrustSourceProvider;

/** {@code acme}: what step-ca serves beside ACME, and revocation lists over HTTP. */
@AutoService(TrustSourceProvider.class)
public final class AcmeTrustSourceProvider implements TrustSourceProvider {
    /** For the service loader. */
    public AcmeTrustSourceProvider() {}

    @Override
    public String name() {
        return "acme";
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the directory is no https address, or the proxy none to which a path can be
     *     appended
     */
    @Override
    public TrustSource open(TrustSourceConfig config, AcmeTransport transport, ElapsedTime elapsedTime) {
        return AcmeTrustSource.of(config, transport, elapsedTime);
    }
}
