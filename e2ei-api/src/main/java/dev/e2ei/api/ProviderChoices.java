package dev.e2ei.api;

import dev.e2ei.spi.E2eiProvider;
import dev.e2ei.spi.E2eiRuntime;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.enrollment.EnrollmentProtocol;
import dev.e2ei.spi.storage.StorageProvider;
import dev.e2ei.spi.trust.TrustSourceProvider;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Which providers a client uses, and where it looks for them.
 *
 * <p>A provider is chosen thus: an instance given here, else a name given here, else the system property
 * {@code e2ei.<kind>.provider} (kinds {@code crypto}, {@code storage}, {@code transport}, {@code enrollment}, {@code delivery},
 * {@code trust}), else the highest priority of those available. A tie is an error that names both.
 */
public abstract sealed class ProviderChoices permits E2eiClientBuilder {
    final Map<Class<?>, E2eiProvider> instances = new HashMap<>();
    final Map<Class<?>, String> names = new HashMap<>();

    @Nullable
    ModuleLayer layer;

    @Nullable
    ClassLoader classLoader;

    ProviderChoices() {}

    abstract E2eiClientBuilder self();

    /**
     * Chooses the cryptography.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public final E2eiClientBuilder cryptoProvider(CryptoProvider provider) {
        return instance(CryptoProvider.class, provider);
    }

    /**
     * Chooses the cryptography by name.
     *
     * @param name such as {@code bouncycastle}
     * @return this builder
     */
    public final E2eiClientBuilder cryptoProvider(String name) {
        return name(CryptoProvider.class, name);
    }

    /**
     * Chooses the storage.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public final E2eiClientBuilder storageProvider(StorageProvider provider) {
        return instance(StorageProvider.class, provider);
    }

    /**
     * Chooses the storage by name.
     *
     * @param name such as {@code sqlite}, {@code file} or {@code memory}
     * @return this builder
     */
    public final E2eiClientBuilder storageProvider(String name) {
        return name(StorageProvider.class, name);
    }

    /**
     * Chooses the HTTP transport.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public final E2eiClientBuilder acmeTransportProvider(AcmeTransportProvider provider) {
        return instance(AcmeTransportProvider.class, provider);
    }

    /**
     * Chooses the HTTP transport by name.
     *
     * @param name such as {@code jdk-http}
     * @return this builder
     */
    public final E2eiClientBuilder acmeTransportProvider(String name) {
        return name(AcmeTransportProvider.class, name);
    }

    /**
     * Chooses where roots, other domains' authorities and revocation lists come from.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public final E2eiClientBuilder trustSourceProvider(TrustSourceProvider provider) {
        return instance(TrustSourceProvider.class, provider);
    }

    /**
     * Chooses where roots, other domains' authorities and revocation lists come from by name.
     *
     * @param name such as {@code acme}
     * @return this builder
     */
    public final E2eiClientBuilder trustSourceProvider(String name) {
        return name(TrustSourceProvider.class, name);
    }

    /**
     * Chooses the enrollment protocol.
     *
     * @param provider the instance to use
     * @return this builder
     */
    public final E2eiClientBuilder enrollmentProtocol(EnrollmentProtocol provider) {
        return instance(EnrollmentProtocol.class, provider);
    }

    /**
     * Chooses the enrollment protocol by name.
     *
     * @param name such as {@code acme}
     * @return this builder
     */
    public final E2eiClientBuilder enrollmentProtocol(String name) {
        return name(EnrollmentProtocol.class, name);
    }

    /**
     * Looks for the engine and the providers in the given layer.
     *
     * @param moduleLayer the layer
     * @return this builder
     */
    public final E2eiClientBuilder lookIn(ModuleLayer moduleLayer) {
        layer = Objects.requireNonNull(moduleLayer, "moduleLayer");
        classLoader = null;
        return self();
    }

    /**
     * Looks for the engine and the providers by the given class loader.
     *
     * @param loader the class loader
     * @return this builder
     */
    public final E2eiClientBuilder lookIn(ClassLoader loader) {
        classLoader = Objects.requireNonNull(loader, "loader");
        layer = null;
        return self();
    }

    private E2eiClientBuilder instance(Class<? extends E2eiProvider> kind, E2eiProvider provider) {
        instances.put(kind, Objects.requireNonNull(provider, "provider"));
        names.remove(kind);
        return self();
    }

    private E2eiClientBuilder name(Class<? extends E2eiProvider> kind, String name) {
        names.put(kind, Objects.requireNonNull(name, "name"));
        instances.remove(kind);
        return self();
    }

    final List<E2eiRuntime> runtimes() {
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
