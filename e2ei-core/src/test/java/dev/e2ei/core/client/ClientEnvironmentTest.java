package dev.e2ei.core.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.e2ei.api.Ciphersuite;
import dev.e2ei.api.Secret;
import dev.e2ei.api.conversation.MlsProfile;
import dev.e2ei.api.error.ErrorCode;
import dev.e2ei.api.error.ProviderException;
import dev.e2ei.api.trust.TrustPolicy;
import dev.e2ei.core.provider.Providers;
import dev.e2ei.spi.E2eiConfiguration;
import dev.e2ei.spi.ElapsedTime;
import dev.e2ei.spi.acme.AcmeTransport;
import dev.e2ei.spi.acme.AcmeTransportProvider;
import dev.e2ei.spi.acme.TransportConfig;
import dev.e2ei.spi.acme.TransportRequest;
import dev.e2ei.spi.acme.TransportResponse;
import dev.e2ei.spi.crypto.CiphersuiteCrypto;
import dev.e2ei.spi.crypto.CryptoProvider;
import dev.e2ei.spi.crypto.RandomSource;
import dev.e2ei.spi.crypto.StoreCrypto;
import dev.e2ei.spi.crypto.X509Crypto;
import dev.e2ei.spi.mls.CommitBundle;
import dev.e2ei.spi.mls.MlsTransport;
import dev.e2ei.spi.mls.MlsTransportResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a client works with")
class ClientEnvironmentTest {
    private final TestClients world = new TestClients();
    private final List<String> transportLife = new ArrayList<>();

    private final class CountingTransport implements AcmeTransportProvider, AcmeTransport {
        @Override
        public String name() {
            return "counting";
        }

        @Override
        public AcmeTransport open(TransportConfig config) {
            transportLife.add("opened");
            return this;
        }

        @Override
        public TransportResponse exchange(TransportRequest request) {
            throw new IllegalStateException("nothing is sent in this test");
        }

        @Override
        public void close() {
            transportLife.add("closed");
        }
    }

    private static final class Delivery implements MlsTransport {
        @Override
        public MlsTransportResponse sendCommitBundle(CommitBundle bundle) {
            return new MlsTransportResponse.Accepted();
        }

        @Override
        public MlsTransportResponse sendMessage(byte[] message) {
            return new MlsTransportResponse.Accepted();
        }
    }

    private ClientEnvironment environment(@Nullable MlsTransport delivery, CryptoProvider crypto) {
        E2eiConfiguration configuration = new E2eiConfiguration(
                Map.of(AcmeTransportProvider.class, new CountingTransport()),
                Map.of(),
                "store",
                null,
                Secret.copyOf(new byte[32]),
                null,
                TrustPolicy.wire(),
                MlsProfile.wire(),
                List.of(),
                delivery,
                InstantSource.system(),
                ElapsedTime.SYSTEM,
                Duration.ofSeconds(1),
                null,
                null);
        return new ClientEnvironment(configuration, new Providers(configuration), crypto);
    }

    @Test
    @DisplayName("delivers by the transport given to init, else by the builder's, else asks for one")
    void delivery() {
        ClientEnvironment without = environment(null, world.crypto);
        ProviderException refused = assertThrows(ProviderException.class, () -> without.delivery(TestClients.ALICE));
        assertTrue(refused.getMessage().contains("e2eiMlsInitOnly"), refused.getMessage());
        MlsTransport builders = new Delivery();
        ClientEnvironment with = environment(builders, world.crypto);
        assertSame(builders, with.delivery(TestClients.ALICE));
        MlsTransport sessions = new Delivery();
        with.useDelivery(sessions);
        assertSame(sessions, with.delivery(TestClients.ALICE));
    }

    @Test
    @DisplayName("opens HTTP at its first use, once, and closes it")
    void transport() {
        ClientEnvironment environment = environment(null, world.crypto);
        assertEquals(List.of(), transportLife);
        assertSame(environment.transport(), environment.transport());
        environment.close();
        environment.close();
        assertEquals(List.of("opened", "closed"), transportLife);
        assertThrows(IllegalStateException.class, environment::transport);
        assertThrows(IllegalStateException.class, environment::protocol);
        assertThrows(IllegalStateException.class, () -> environment.delivery(TestClients.ALICE));
    }

    @Test
    @DisplayName("says which provider lacks which ciphersuite")
    void missingSuite() {
        ClientEnvironment environment = environment(null, new CryptoProvider() {
            @Override
            public String name() {
                return "sparse";
            }

            @Override
            public Optional<CiphersuiteCrypto> forCiphersuite(Ciphersuite suite) {
                return Optional.empty();
            }

            @Override
            public X509Crypto x509() {
                return world.crypto.x509();
            }

            @Override
            public StoreCrypto store() {
                return world.crypto.store();
            }

            @Override
            public RandomSource random() {
                return world.crypto.random();
            }
        });
        ProviderException refused = assertThrows(ProviderException.class, () -> environment.crypto(TestClients.SUITE1));
        assertEquals(ErrorCode.PROVIDER_MISSING, refused.code());
        assertTrue(refused.getMessage().contains("sparse"));
        assertTrue(refused.getMessage().contains("ciphersuite 1"));
    }
}
