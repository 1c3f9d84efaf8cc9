package dev.e2ei.core.client;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.api.trust.TrustSourceConfig;
import dev.e2ei.core.group.GroupEnvironment;
import dev.e2ei.core.group.GroupSettings;
import dev.e2ei.core.group.PreSharedKeys;
import dev.e2ei.core.identity.DeviceReports;
import dev.e2ei.core.identity.DeviceVerdicts;
import dev.e2ei.core.keypackage.LeafAdmission;
import dev.e2ei.core.keypackage.LifetimePolicy;
import dev.e2ei.core.labels.LabeledCrypto;
import dev.e2ei.core.pki.TrustState;
import dev.e2ei.core.provider.ProviderKind;
import dev.e2ei.core.provider.Providers;
import dev.e2ei.core.schedule.RatchetWindow;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.enrollment.EnrollmentProtocol;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportProvider;
import dev.e2ei.spi.trust.TrustSource;
import dev.e2ei.spi.trust.TrustSourceProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What one client works with beside its store. HTTP, the enrollment protocol and the delivery are looked for at their
 * first use, so that a client that needs none of them needs no provider either.
 */
final class ClientEnvironment implements AutoCloseable {
    private final E2eiConfiguration configuration;
    private final Providers providers;
    private final CryptoProvider crypto;
    private final DeviceVerdicts verdicts;
    private final ConversationStates states;
    private final Map<Ciphersuite, LabeledCrypto> labeled = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable EnrollmentProtocol protocol;
    private @Nullable AcmeTransport transport;
    private @Nullable TrustSourceProvider trustSources;
    private @Nullable MlsTransport delivery;
    private boolean closed;

    ClientEnvironment(E2eiConfiguration configuration, Providers providers, CryptoProvider crypto) {
        this.configuration = configuration;
        this.providers = providers;
        this.crypto = crypto;
        this.verdicts = new DeviceVerdicts(configuration.trustPolicy(), crypto.x509());
        this.states = new ConversationStates(verdicts);
        this.delivery = configuration.mlsTransport().orElse(null);
    }

    CryptoProvider crypto() {
        return crypto;
    }

    CiphersuiteCrypto crypto(Ciphersuite suite) {
        return crypto.forCiphersuite(suite)
                .orElseThrow(() -> new ProviderException(
                        ErrorCode.PROVIDER_MISSING,
                        "the crypto provider " + crypto.name() + " does not have ciphersuite " + suite.id()));
    }

    /** The suite's primitives under MLS's labels. */
    LabeledCrypto labeled(Ciphersuite suite) {
        return labeled.computeIfAbsent(suite, wanted -> new LabeledCrypto(crypto(wanted)));
    }

    MlsProfile profile() {
        return configuration.mlsProfile();
    }

    GroupEnvironment groupEnvironment(Ciphersuite suite, LeafAdmission admission, Instant now, PreSharedKeys psks) {
        return new GroupEnvironment(labeled(suite), crypto.random(), now, admission, psks, groupSettings());
    }

    GroupSettings groupSettings() {
        MlsProfile profile = profile();
        return new GroupSettings(
                new RatchetWindow(profile.outOfOrderTolerance(), profile.maximumForwardDistance()),
                profile.pastEpochs(),
                profile.resumptionPsks(),
                profile.paddingBlock(),
                GroupSettings.WIRE.bufferedMessages(),
                GroupSettings.WIRE.bufferedOctets(),
                LifetimePolicy.upTo(profile.longestKeyPackageLifetime()));
    }

    /** Remembers its verdicts for as long as they hold. */
    DeviceVerdicts verdicts() {
        return verdicts;
    }

    /** Remembers the states of conversations for as long as they hold. */
    ConversationStates states() {
        return states;
    }

    /** Reads members of a suite. */
    DeviceReports reports(Ciphersuite suite, TrustState trust) {
        return new DeviceReports(verdicts, trust, suite, crypto(suite)::hash);
    }

    InstantSource clock() {
        return configuration.clock();
    }

    Instant now() {
        return configuration.clock().instant();
    }

    ElapsedTime elapsedTime() {
        return configuration.elapsedTime();
    }

    TrustPolicy trustPolicy() {
        return configuration.trustPolicy();
    }

    Duration writerTimeout() {
        return configuration.writerTimeout();
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
            return chosen.open(config, transport());
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
