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
import dev.e2ei.core.provider.Providers;
import dev.e2ei.core.schedule.RatchetWindow;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.enrollment.EnrollmentProtocol;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.trust.TrustSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What one client works with beside its store: cryptography, clock, policies, and providers once they are needed. */
final class ClientEnvironment implements AutoCloseable {
    private final E2eiConfiguration configuration;
    private final CryptoProvider crypto;
    private final DeviceVerdicts verdicts;
    private final ConversationStates states;
    private final Map<Ciphersuite, LabeledCrypto> labeled = new ConcurrentHashMap<>();
    private final LateProviders late;

    ClientEnvironment(E2eiConfiguration configuration, Providers providers, CryptoProvider crypto) {
        this.configuration = configuration;
        this.crypto = crypto;
        this.verdicts = new DeviceVerdicts(configuration.trustPolicy(), crypto.x509(), crypto.store()::sha256);
        this.states = new ConversationStates(verdicts);
        this.late = new LateProviders(configuration, providers);
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
        return late.protocol();
    }

    AcmeTransport transport() {
        return late.transport();
    }

    TrustSource trustSource(TrustSourceConfig config) {
        return late.trustSource(config);
    }

    MlsTransport delivery(ClientId client) {
        return late.delivery(client);
    }

    void useDelivery(MlsTransport given) {
        late.useDelivery(given);
    }

    @Override
    public void close() {
        late.close();
    }
}
