/**
 * Test kit for hosts' own tests, and contract tests for authors of providers.
 *
 * @provides dev.e2ei.spi.mls.MlsTransportProvider the delivery service {@code testkit}, chosen by name only
 */
module dev.e2ei.tests {
    requires transitive dev.e2ei.api;
    requires transitive org.junit.jupiter.api;
    requires static com.google.auto.service;
    requires static dev.e2ei.core;
    requires static org.jspecify;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires jdk.httpserver;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.util;
    requires org.tukaani.xz;

    exports dev.e2ei.tck;
    exports dev.e2ei.testkit;
    exports dev.e2ei.testkit.fault;

    uses dev.e2ei.spi.acme.AcmeTransportProvider;
    uses dev.e2ei.spi.crypto.CryptoProvider;
    uses dev.e2ei.spi.enrollment.EnrollmentProtocol;
    uses dev.e2ei.spi.mls.MlsTransportProvider;
    uses dev.e2ei.spi.storage.StorageProvider;
    uses dev.e2ei.spi.trust.TrustSourceProvider;

    provides dev.e2ei.spi.mls.MlsTransportProvider with
            dev.e2ei.testkit.delivery.TestkitTransportProvider;
}
