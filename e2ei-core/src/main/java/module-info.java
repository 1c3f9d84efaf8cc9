/**
 * The engine: certificates, store, client.
 *
 * @uses dev.e2ei.spi.crypto.CryptoProvider all cryptography
 * @uses dev.e2ei.spi.storage.StorageProvider where the store lies
 * @uses dev.e2ei.spi.acme.AcmeTransportProvider HTTP
 * @uses dev.e2ei.spi.enrollment.EnrollmentProtocol how certificates are acquired
 * @uses dev.e2ei.spi.mls.MlsTransportProvider the delivery service
 * @uses dev.e2ei.spi.trust.TrustSourceProvider roots, other domains' authorities, revocation lists
 * @provides dev.e2ei.spi.E2eiRuntime the engine behind the API
 * @provides dev.e2ei.spi.storage.StorageProvider the store {@code memory}, chosen by name only
 */
@SuppressWarnings("module") // e2ei-tests is never there when this module is compiled
module dev.e2ei.core {
    requires dev.e2ei.api;
    requires static com.google.auto.service;
    requires static org.jspecify;

    exports dev.e2ei.core.codec to
            dev.e2ei.tests;
    exports dev.e2ei.core.credential to
            dev.e2ei.tests;
    exports dev.e2ei.core.der to
            dev.e2ei.tests;
    exports dev.e2ei.core.framing to
            dev.e2ei.tests;
    exports dev.e2ei.core.group to
            dev.e2ei.tests;
    exports dev.e2ei.core.identity to
            dev.e2ei.tests;
    exports dev.e2ei.core.keypackage to
            dev.e2ei.tests;
    exports dev.e2ei.core.labels to
            dev.e2ei.tests;
    exports dev.e2ei.core.pki to
            dev.e2ei.tests;
    exports dev.e2ei.core.proposal to
            dev.e2ei.tests;
    exports dev.e2ei.core.schedule to
            dev.e2ei.tests;
    exports dev.e2ei.core.store to
            dev.e2ei.tests;
    exports dev.e2ei.core.tree to
            dev.e2ei.tests;
    exports dev.e2ei.core.x509 to
            dev.e2ei.tests;

    uses dev.e2ei.spi.acme.AcmeTransportProvider;
    uses dev.e2ei.spi.crypto.CryptoProvider;
    uses dev.e2ei.spi.enrollment.EnrollmentProtocol;
    uses dev.e2ei.spi.mls.MlsTransportProvider;
    uses dev.e2ei.spi.storage.StorageProvider;
    uses dev.e2ei.spi.trust.TrustSourceProvider;

    provides dev.e2ei.spi.E2eiRuntime with
            dev.e2ei.core.client.DefaultRuntime;
    provides dev.e2ei.spi.storage.StorageProvider with
            dev.e2ei.core.store.memory.MemoryStorageProvider;
}
