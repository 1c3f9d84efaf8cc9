package dev.e2ei.spi;

import dev.e2ei.api.Bytes;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.spi.mls.MlsTransport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the builder collected, for the engine. Key and passphrase are wiped when the engine has opened. */
public final class E2eiConfiguration {
    private final Map<Class<?>, E2eiProvider> instances;
    private final Map<Class<?>, String> names;
    private final String storeName;
    private final @Nullable Path storeLocation;
    private final @Nullable Secret databaseKey;
    private final char @Nullable [] passphrase;
    private final TrustPolicy trustPolicy;
    private final MlsProfile mlsProfile;
    private final List<Bytes> tlsTrustAnchors;
    private final @Nullable MlsTransport mlsTransport;
    private final InstantSource clock;
    private final ElapsedTime elapsedTime;
    private final Duration writerTimeout;
    private final @Nullable ModuleLayer layer;
    private final @Nullable ClassLoader classLoader;

    /**
     * Made by the builder.
     *
     * @param instances chosen providers by kind
     * @param names chosen provider names by kind
     * @param storeName the store's name
     * @param storeLocation the store's location, or null
     * @param databaseKey the database key, or null
     * @param passphrase the passphrase, or null
     * @param trustPolicy the trust policy
     * @param mlsProfile what RFC 9420 leaves open
     * @param tlsTrustAnchors roots for TLS; empty for the JVM's
     * @param mlsTransport the delivery, or null
     * @param clock the clock
     * @param elapsedTime the passing of time
     * @param writerTimeout how long a transaction waits for another
     * @param layer where to look for providers, or null
     * @param classLoader where to look for providers, or null
     */
    public E2eiConfiguration(
            Map<Class<?>, E2eiProvider> instances,
            Map<Class<?>, String> names,
            String storeName,
            @Nullable Path storeLocation,
            @Nullable Secret databaseKey,
            char @Nullable [] passphrase,
            TrustPolicy trustPolicy,
            MlsProfile mlsProfile,
            List<Bytes> tlsTrustAnchors,
            @Nullable MlsTransport mlsTransport,
            InstantSource clock,
            ElapsedTime elapsedTime,
            Duration writerTimeout,
            @Nullable ModuleLayer layer,
            @Nullable ClassLoader classLoader) {
        this.instances = Map.copyOf(instances);
        this.names = Map.copyOf(names);
        this.storeName = storeName;
        this.storeLocation = storeLocation;
        this.databaseKey = databaseKey;
        this.passphrase = passphrase;
        this.trustPolicy = trustPolicy;
        this.mlsProfile = mlsProfile;
        this.tlsTrustAnchors = List.copyOf(tlsTrustAnchors);
        this.mlsTransport = mlsTransport;
        this.clock = clock;
        this.elapsedTime = elapsedTime;
        this.writerTimeout = writerTimeout;
        this.layer = layer;
        this.classLoader = classLoader;
    }

    /**
     * The instance that was given for a kind of provider.
     *
     * @param <P> the kind
     * @param kind the kind
     * @return the instance
     */
    public <P extends E2eiProvider> Optional<P> instance(Class<P> kind) {
        return Optional.ofNullable(kind.cast(instances.get(kind)));
    }

    /**
     * The name that was given for a kind of provider.
     *
     * @param kind the kind
     * @return the name
     */
    public Optional<String> name(Class<? extends E2eiProvider> kind) {
        return Optional.ofNullable(names.get(kind));
    }

    /** {@return the store's name} */
    public String storeName() {
        return storeName;
    }

    /** {@return the store's location} */
    public Optional<Path> storeLocation() {
        return Optional.ofNullable(storeLocation);
    }

    /** {@return the database key, 32 octets; the engine copies what it keeps} */
    public Optional<Secret> databaseKey() {
        return Optional.ofNullable(databaseKey);
    }

    /** {@return the passphrase; the engine copies what it keeps} */
    public Optional<char[]> passphrase() {
        return Optional.ofNullable(passphrase);
    }

    /** {@return the trust policy} */
    public TrustPolicy trustPolicy() {
        return trustPolicy;
    }

    /** {@return what RFC 9420 leaves open} */
    public MlsProfile mlsProfile() {
        return mlsProfile;
    }

    /** {@return roots for TLS in DER; empty for the JVM's} */
    public List<Bytes> tlsTrustAnchors() {
        return tlsTrustAnchors;
    }

    /** {@return the delivery of MLS messages} */
    public Optional<MlsTransport> mlsTransport() {
        return Optional.ofNullable(mlsTransport);
    }

    /** {@return the clock} */
    public InstantSource clock() {
        return clock;
    }

    /** {@return the passing of time} */
    public ElapsedTime elapsedTime() {
        return elapsedTime;
    }

    /** {@return how long a transaction waits for another} */
    public Duration writerTimeout() {
        return writerTimeout;
    }

    /** {@return the layer in which to look for providers} */
    public Optional<ModuleLayer> layer() {
        return Optional.ofNullable(layer);
    }

    /** {@return the class loader by which to look for providers} */
    public Optional<ClassLoader> classLoader() {
        return Optional.ofNullable(classLoader);
    }

    @Override
    public String toString() {
        return "E2eiConfiguration[" + storeName + "]";
    }
}
