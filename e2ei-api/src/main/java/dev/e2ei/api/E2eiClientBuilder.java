package dev.e2ei.api;

import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.E2eiProvider;
import dev.e2ei.spi.E2eiRuntime;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.enrollment.EnrollmentProtocol;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.storage.StorageProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a client; each but the key has a default. Not safe for use by several threads.
 *
 * <p>A provider is chosen thus: an instance given here, else a name given here, else the system property
 * {@code e2ei.<kind>.provider} (kinds {@code crypto}, {@code storage}, {@code transport}, {@code enrollment}), else the
 * highest priority of those available. A tie is an error that names both.
 */
public final class E2eiClientBuilder {
    private final Map<Class<?>, E2eiProvider> instances = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private String storeName = "default";
    private @Nullable Path storeLocation;
    private @Nullable Secret databaseKey;
    private char @Nullable [] passphrase;
    private TrustPolicy trustPolicy = TrustPolicy.wire();
    private List<Bytes> tlsTrustAnchors = List.of();
    private @Nullable MlsTransport mlsTransport;
    private InstantSource clock = InstantSource.system();
    private ElapsedTime elapsedTime = ElapsedTime.SYSTEM;
    private Duration writerTimeout = Duration.ofSeconds(30);
    private @Nullable ModuleLayer layer;
    private @Nullable ClassLoader classLoader;

    E2eiClientBuilder() {}

    /**
     * Sets the name of the store within its database; several clients may live in one. Default {@code default}.
     *
     * @param name 1 to 128 characters
     * @return this builder
     */
    public E2eiClientBuilder storeName(String name) {
        if (name.isBlank() || name.length() > 128) {
            throw new IllegalArgumentException("a store name has 1 to 128 characters");
        }
        storeName = name;
        return this;
    }

    /**
     * Sets where the store lies. The engine {@code memory} needs none.
     *
     * @param location a file or folder, as the storage provider wants it
     * @return this builder
     */
    public E2eiClientBuilder storeLocation(Path location) {
        storeLocation = Objects.requireNonNull(location, "location");
        return this;
    }

    /**
     * Sets the key under which everything stored is sealed. It is copied; the caller still closes its own.
     *
     * @param key exactly 32 octets
     * @return this builder
     */
    public E2eiClientBuilder databaseKey(Secret key) {
        if (key.size() != 32) {
            throw new IllegalArgumentException("a database key has 32 octets");
        }
        clearKeys();
        databaseKey = key.copy();
        return this;
    }

    /**
     * Sets a passphrase in place of a key; the key is derived from it by Argon2id. It is copied; the caller still wipes
     * its own.
     *
     * @param text at least one character
     * @return this builder
     */
    public E2eiClientBuilder passphrase(char[] text) {
        if (text.length == 0) {
            throw new IllegalArgumentException("a passphrase is not empty");
        }
        clearKeys();
        passphrase = text.clone();
        return this;
    }

    private void clearKeys() {
        if (databaseKey != null) {
            databaseKey.close();
            databaseKey = null;
        }
        if (passphrase != null) {
            Arrays.fill(passphrase, '\0');
            passphrase = null;
        }
    }

    /**
     * Sets how certificates are judged. Default {@link TrustPolicy#wire()}.
     *
     * @param policy the policy
     * @return this builder
     */
    public E2eiClientBuilder trustPolicy(TrustPolicy policy) {
        trustPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets the roots by which the TLS certificates of the ACME server, the identity provider and the backend are
     * checked, in place of the JVM's. They say nothing about members.
     *
     * @param roots certificates in DER
     * @return this builder
     */
    public E2eiClientBuilder tlsTrustAnchors(Collection<Bytes> roots) {
        tlsTrustAnchors = List.copyOf(roots);
        return this;
    }

    /**
     * Chooses the cryptography.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public E2eiClientBuilder cryptoProvider(CryptoProvider provider) {
        return instance(CryptoProvider.class, provider);
    }

    /**
     * Chooses the cryptography by name.
     *
     * @param name such as {@code bouncycastle}
     * @return this builder
     */
    public E2eiClientBuilder cryptoProvider(String name) {
        return name(CryptoProvider.class, name);
    }

    /**
     * Chooses the storage.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public E2eiClientBuilder storageProvider(StorageProvider provider) {
        return instance(StorageProvider.class, provider);
    }

    /**
     * Chooses the storage by name.
     *
     * @param name such as {@code sqlite}, {@code file} or {@code memory}
     * @return this builder
     */
    public E2eiClientBuilder storageProvider(String name) {
        return name(StorageProvider.class, name);
    }

    /**
     * Chooses the HTTP transport.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public E2eiClientBuilder acmeTransportProvider(AcmeTransportProvider provider) {
        return instance(AcmeTransportProvider.class, provider);
    }

    /**
     * Chooses the HTTP transport by name.
     *
     * @param name such as {@code jdk-http}
     * @return this builder
     */
    public E2eiClientBuilder acmeTransportProvider(String name) {
        return name(AcmeTransportProvider.class, name);
    }

    /**
     * Chooses the enrollment protocol.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public E2eiClientBuilder enrollmentProtocol(EnrollmentProtocol provider) {
        return instance(EnrollmentProtocol.class, provider);
    }

    /**
     * Chooses the enrollment protocol by name.
     *
     * @param name such as {@code acme}
     * @return this builder
     */
    public E2eiClientBuilder enrollmentProtocol(String name) {
        return name(EnrollmentProtocol.class, name);
    }

    /**
     * Sets who delivers MLS messages; in force after each restart.
     *
     * @param transport the delivery
     * @return this builder
     */
    public E2eiClientBuilder mlsTransport(MlsTransport transport) {
        mlsTransport = Objects.requireNonNull(transport, "transport");
        return this;
    }

    /**
     * Sets the clock. Default: the system's.
     *
     * @param source the clock
     * @return this builder
     */
    public E2eiClientBuilder clock(InstantSource source) {
        clock = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * Sets how time passes: for deadlines and pauses. Default: the system's.
     *
     * @param time the passing of time
     * @return this builder
     */
    public E2eiClientBuilder elapsedTime(ElapsedTime time) {
        elapsedTime = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Sets how long a transaction waits for another one's writes. Default 30 seconds.
     *
     * @param timeout more than zero
     * @return this builder
     */
    public E2eiClientBuilder writerTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("a timeout is more than zero");
        }
        writerTimeout = timeout;
        return this;
    }

    /**
     * Looks for the engine and the providers in the given layer.
     *
     * @param moduleLayer the layer
     * @return this builder
     */
    public E2eiClientBuilder lookIn(ModuleLayer moduleLayer) {
        layer = Objects.requireNonNull(moduleLayer, "moduleLayer");
        classLoader = null;
        return this;
    }

    /**
     * Looks for the engine and the providers by the given class loader.
     *
     * @param loader the class loader
     * @return this builder
     */
    public E2eiClientBuilder lookIn(ClassLoader loader) {
        classLoader = Objects.requireNonNull(loader, "loader");
        layer = null;
        return this;
    }

    private E2eiClientBuilder instance(Class<? extends E2eiProvider> kind, E2eiProvider provider) {
        instances.put(kind, Objects.requireNonNull(provider, "provider"));
        names.remove(kind);
        return this;
    }

    private E2eiClientBuilder name(Class<? extends E2eiProvider> kind, String name) {
        names.put(kind, Objects.requireNonNull(name, "name"));
        instances.remove(kind);
        return this;
    }

    /**
     * Opens the client: finds its providers, opens its store. The builder's copy of the key is wiped, so that each
     * opening needs its own.
     *
     * @return the client, to be closed
     * @throws IllegalStateException if neither key nor passphrase was given
     * @throws dev.e2ei.api.error.ProviderException if a provider is missing or ambiguous, with what to do
     * @throws dev.e2ei.api.error.StorageException if the store cannot be opened, with the reason
     */
    public E2eiClient open() {
        if (databaseKey == null && passphrase == null) {
            throw new IllegalStateException("a client needs databaseKey or passphrase");
        }
        E2eiConfiguration configuration = new E2eiConfiguration(
                instances,
                names,
                storeName,
                storeLocation,
                databaseKey,
                passphrase,
                trustPolicy,
                tlsTrustAnchors,
                mlsTransport,
                clock,
                elapsedTime,
                writerTimeout,
                layer,
                classLoader);
        try {
            return E2eiRuntime.find(runtimes()).open(configuration);
        } finally {
            clearKeys();
        }
    }

    private List<E2eiRuntime> runtimes() {
        ServiceLoader<E2eiRuntime> loader = layer != null
                ? ServiceLoader.load(layer, E2eiRuntime.class)
                : classLoader != null
                        ? ServiceLoader.load(E2eiRuntime.class, classLoader)
                        : ServiceLoader.load(E2eiRuntime.class, E2eiClient.class.getClassLoader());
        List<E2eiRuntime> found = new ArrayList<>();
        loader.forEach(found::add);
        return found;
    }
}
