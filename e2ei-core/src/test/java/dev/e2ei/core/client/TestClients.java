package dev.e2ei.core.client;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.E2eiClient;
import dev.e2ei.api.E2eiClientBuilder;
import dev.e2ei.api.Secret;
import dev.e2ei.api.enrollment.EnrollmentHooks;
import dev.e2ei.api.enrollment.EnrollmentListener;
import dev.e2ei.api.enrollment.EnrollmentRequest;
import dev.e2ei.api.enrollment.OidcAuthenticator;
import dev.e2ei.api.enrollment.WireBackend;
import dev.e2ei.api.id.ClientId;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.storage.StorageConfig;
import dev.e2ei.spi.storage.StorageEngine;
import dev.e2ei.spi.storage.StorageProvider;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ServiceLoader;

/** A world for the tests of the client: one authority, one clock, one protocol. */
final class TestClients {
    static final Ciphersuite SUITE1 = Ciphersuite.MLS_128_DHKEMX25519_AES128GCM_SHA256_Ed25519;
    static final Ciphersuite SUITE2 = Ciphersuite.MLS_128_DHKEMP256_AES128GCM_SHA256_P256;
    static final ClientId ALICE = ClientId.parse("0f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:4959bc6ab12f2846@wire.example");
    static final ClientId BOB = ClientId.parse("1f1e2d3c-4b5a-4978-8796-a5b4c3d2e1f0:1@wire.example");
    static final String NAME = "Alice Quartermain (QA)";
    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    final CryptoProvider crypto =
            ServiceLoader.load(CryptoProvider.class).findFirst().orElseThrow();
    Instant now = START;
    final TestAuthority authority = new TestAuthority(crypto, "Wire", START);
    final PlantedProtocol protocol = new PlantedProtocol(authority);

    E2eiClientBuilder builder(int key) {
        byte[] octets = new byte[32];
        octets[0] = (byte) key;
        try (Secret secret = Secret.take(octets)) {
            return E2eiClient.builder()
                    .storageProvider("memory")
                    .databaseKey(secret)
                    .enrollmentProtocol(protocol)
                    .clock((InstantSource) () -> now)
                    .writerTimeout(Duration.ofMillis(200));
        }
    }

    /** A client that trusts the authority. */
    E2eiClient open() {
        E2eiClient client = builder(1).open();
        client.inTransaction(tx -> tx.e2eiRegisterTrustAnchor(authority.rootPem()));
        return client;
    }

    static EnrollmentRequest request(ClientId client) {
        return EnrollmentRequest.builder()
                .clientId(client)
                .displayName(NAME)
                .handle("alice.q")
                .team("c3b1c1de-0000-4000-8000-000000000001")
                .expiry(Duration.ofDays(90))
                .ciphersuite(SUITE1)
                .acmeDirectory(URI.create("https://ca.example/acme/wire/directory"))
                .build();
    }

    static EnrollmentHooks hooks(EnrollmentListener listener) {
        return new EnrollmentHooks(
                (OidcAuthenticator) request -> {
                    throw new IllegalStateException("the planted protocol has no login");
                },
                new WireBackend() {
                    @Override
                    public String nonce(ClientId client) {
                        throw new IllegalStateException("the planted protocol has no backend");
                    }

                    @Override
                    public String accessToken(ClientId client, String dpopProof) {
                        throw new IllegalStateException("the planted protocol has no backend");
                    }
                },
                listener);
    }

    static EnrollmentHooks hooks() {
        return hooks(EnrollmentListener.NONE);
    }

    /** A storage provider around one engine that outlives its clients. */
    record Keeping(StorageEngine engine) implements StorageProvider {
        @Override
        public String name() {
            return "keeping";
        }

        @Override
        public StorageEngine open(StorageConfig config) {
            return engine;
        }
    }
}
