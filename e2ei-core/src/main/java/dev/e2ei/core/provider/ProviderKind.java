package dev.e2ei.core.provider;

import dev.e2ei.spi.E2eiProvider;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.enrollment.EnrollmentProtocol;
import dev.e2ei.spi.mls.MlsTransportProvider;
import dev.e2ei.spi.storage.StorageProvider;
import dev.e2ei.spi.trust.TrustSourceProvider;

/**
 * What a provider is for.
 *
 * @param <P> the interface
 * @param name as in the system property {@code e2ei.<name>.provider}
 * @param service the interface
 * @param remedy what to do when there is none
 */
public record ProviderKind<P extends E2eiProvider>(String name, Class<P> service, String remedy) {
    /** All cryptography. */
    public static final ProviderKind<CryptoProvider> CRYPTO =
            new ProviderKind<>("crypto", CryptoProvider.class, "add dev.e2ei:e2ei-crypto-bc");

    /** Where the store lies. */
    public static final ProviderKind<StorageProvider> STORAGE = new ProviderKind<>(
            "storage",
            StorageProvider.class,
            "add dev.e2ei:e2ei-storage-sqlite or dev.e2ei:e2ei-storage-file, or choose storageProvider(\"memory\")");

    /** HTTP. */
    public static final ProviderKind<AcmeTransportProvider> TRANSPORT =
            new ProviderKind<>("transport", AcmeTransportProvider.class, "add dev.e2ei:e2ei-acme");

    /** How certificates are acquired. */
    public static final ProviderKind<EnrollmentProtocol> ENROLLMENT =
            new ProviderKind<>("enrollment", EnrollmentProtocol.class, "add dev.e2ei:e2ei-acme");

    /** The delivery service. */
    public static final ProviderKind<MlsTransportProvider> DELIVERY = new ProviderKind<>(
            "delivery", MlsTransportProvider.class, "give an MlsTransport to the builder or to e2eiMlsInitOnly");

    /** Where roots, other domains' authorities and revocation lists come from. */
    public static final ProviderKind<TrustSourceProvider> TRUST =
            new ProviderKind<>("trust", TrustSourceProvider.class, "add dev.e2ei:e2ei-acme");

    String property() {
        return "e2ei." + name + ".provider";
    }
}
