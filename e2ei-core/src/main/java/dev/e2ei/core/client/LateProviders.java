package dev.e2ei.core.client;

import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.core.provider.ProviderKind;
import dev.e2ei.core.provider.Providers;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.enrollment.EnrollmentProtocol;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportProvider;
import dev.e2ei.spi.trust.TrustSource;
import dev.e2ei.spi.trust.TrustSourceProvider;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for at its first use only: HTTP, the enrollment protocol, sources of trust, the delivery. A client that
 * needs none of them needs no provider either.
 */
final class LateProviders implements AutoCloseable {
    private final E2eiConfiguration configuration;
    private final Providers providers;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EnrollmentProtocol protocol;
    private @Nullable AcmeTransport transport;
    private @Nullable TrustSourceProvider trustSources;
    private @Nullable MlsTransport delivery;
    private boolean closed;

    LateProviders(E2eiConfiguration configuration, Providers providers) {
        this.configuration = configuration;
        this.providers = providers;
        this.delivery = configuration.mlsTransport().orElse(null);
    }

    EnrollmentProtocol protocol() {
        lock.lock();
        try {
            requireOpen();
            EnrollmentProtocol chosen = protocol == null ? providers.choose(ProviderKind.ENROLLMENT) : protocol;
            protocol = chosen;
            return chosen;
        } finally {
            lock.unlock();
        }
    }

    AcmeTransport transport() {
        lock.lock();
        try {
            requireOpen();
            AcmeTransport open = transport == null
                    ? providers
                            .choose(ProviderKind.TRANSPORT)
                            .open(new TransportConfig(configuration.tlsTrustAnchors(), configuration.elapsedTime()))
                    : transport;
            transport = open;
            return open;
        } finally {
            lock.unlock();
        }
    }

    /** Where roots, other domains' authorities and revocation lists come from. */
    TrustSource trustSource(TrustSourceConfig config) {
        lock.lock();
        try {
            requireOpen();
            TrustSourceProvider chosen = trustSources == null ? providers.choose(ProviderKind.TRUST) : trustSources;
            trustSources = chosen;
            return chosen.open(config, transport(), configuration.elapsedTime());
        } finally {
            lock.unlock();
        }
    }

    /** The delivery of this session: the one given to init, else the builder's, else one that is found. */
    MlsTransport delivery(ClientId client) {
        lock.lock();
        try {
            requireOpen();
            MlsTransportProvider found = delivery == null ? providers.choose(ProviderKind.DELIVERY) : null;
            MlsTransport open = found == null ? delivery : found.open(client);
            delivery = open;
            return open;
        } finally {
            lock.unlock();
        }
    }

    void useDelivery(MlsTransport given) {
        lock.lock();
        try {
            delivery = given;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this client has been closed");
        }
    }

    @Override
    public void close() {
        AcmeTransport open;
        lock.lock();
        try {
            closed = true;
            open = transport;
            transport = null;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.close();
        }
    }
}
